import { useCallback, useEffect, useState } from 'react';

const NAME = 'msixscope-speaker';
const FEATURES = 'popup,width=1000,height=720';

/** The speaker's window: a second one of this page, drawn into from here, so that it needs no network and no address. */
export interface SpeakerWindow {
  readonly window: Window | null;
  /** Where the speaker's view is drawn. */
  readonly place: HTMLElement | null;
  /** Opens it, or brings it to the front; false when the browser lets none open. */
  readonly open: () => boolean;
}

interface Opened {
  readonly window: Window;
  readonly place: HTMLElement;
}

export function useSpeakerWindow(title: string): SpeakerWindow {
  const [opened, setOpened] = useState<Opened | null>(null);

  useEffect(() => {
    if (opened === null) return;
    const { window: second } = opened;
    const onClosed = () => setOpened((now) => (now === opened ? null : now));
    const closeIt = () => second.close();
    second.addEventListener('pagehide', onClosed);
    // A second window without its first would be an empty page.
    window.addEventListener('pagehide', closeIt);
    return () => {
      second.removeEventListener('pagehide', onClosed);
      window.removeEventListener('pagehide', closeIt);
      second.close();
    };
  }, [opened]);

  const open = useCallback(() => {
    if (opened !== null && !opened.window.closed) {
      opened.window.focus();
      return true;
    }
    const second = window.open('', NAME, FEATURES);
    if (second === null) return false;
    setOpened({ window: second, place: furnished(second.document, title) });
    return true;
  }, [opened, title]);

  return { window: opened?.window ?? null, place: opened?.place ?? null, open };
}

/** The empty page made ready: title, language, theme and the styles of this page. */
function furnished(page: Document, title: string): HTMLElement {
  page.title = title;
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dataset['theme'] = document.documentElement.dataset['theme'] ?? 'light';
  page.head.replaceChildren(page.head.querySelector('title') ?? '', ...stylesFor(page));
  const place = page.createElement('div');
  page.body.replaceChildren(place);
  return place;
}

function stylesFor(page: Document): Element[] {
  return [...document.querySelectorAll<HTMLElement>('link[rel=stylesheet], style')].map((one) => {
    if (one instanceof HTMLLinkElement) {
      const link = page.createElement('link');
      link.rel = 'stylesheet';
      link.href = one.href;
      return link;
    }
    const style = page.createElement('style');
    style.textContent = one.textContent;
    return style;
  });
}
