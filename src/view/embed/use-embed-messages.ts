import { useEffect } from 'react';
import { failure, type Result } from '#model/base/result.ts';
import { MESSAGE_VERSION, readRequest, type EmbedAnswer, type EmbedRequest } from '#share/embed/messages.ts';
import { wordsOf } from '#state/background.ts';
import { answerTo, embedNow } from '#state/embed.ts';
import { openInBackground } from '#state/text-reader.ts';
import type { Workbench } from '#state/workbench.ts';

/** A page from a file, or a sandboxed one, has the origin "null", which cannot be written to by name. */
const addressOf = (origin: string): string => (origin === 'null' || origin === '' ? '*' : origin);

async function answerOf(workbench: Workbench, read: Result<EmbedRequest>): Promise<EmbedAnswer> {
  if (!read.ok) return { ok: false, error: read.error };
  const request = read.value;
  if (request.do !== 'load') return answerTo(workbench, request);
  const { result } = openInBackground(request.text);
  return answerTo(workbench, request, await result.catch((reason: unknown) => failure(wordsOf(reason))));
}

/**
 * Answers the page around this one, and tells it of every step. Only that page is listened to; what it hears is what
 * it has sent, or what is in the app for everyone, so it is told whoever it is.
 */
export function useEmbedMessages(workbench: Workbench): void {
  useEffect(() => {
    const outside = window.parent;
    if (outside === window) return;
    const send = (content: object, origin = '*') =>
      outside.postMessage({ msixscope: MESSAGE_VERSION, ...content }, origin);
    let last: Promise<void> = Promise.resolve();
    const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== outside) return;
      const read = readRequest(data);
      if (read === null) return;
      const id = (data as { readonly id?: unknown }).id ?? null;
      // One after the other: what follows a long text is about what that text says.
      last = last.then(async () => send({ id, answer: await answerOf(workbench, read) }, addressOf(origin)));
    };
    let told = '';
    const tell = (event: 'ready' | 'moved') => {
      const now = embedNow(workbench.getState());
      const key = JSON.stringify([now.scenario, now.design, now.step, now.hop, now.playing]);
      if (event === 'moved' && key === told) return;
      told = key;
      send({ event, now });
    };
    window.addEventListener('message', onMessage);
    const stop = workbench.subscribe(({ playhead, activeId, designId, playing }, before) => {
      const isMove =
        playhead.step !== before.playhead.step ||
        Math.floor(playhead.hop) !== Math.floor(before.playhead.hop) ||
        activeId !== before.activeId ||
        designId !== before.designId ||
        playing !== before.playing;
      if (isMove) tell('moved');
    });
    tell('ready');
    return () => {
      window.removeEventListener('message', onMessage);
      stop();
    };
  }, [workbench]);
}
