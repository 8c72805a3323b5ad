import { useEffect, useState } from 'react';
import { CONTAINERS, type Container } from '#export/film/encodable.ts';
import { canEncode, FORMAT_WORDS } from './film-kinds.ts';

/** Which formats of film the browser can encode; a GIF needs no encoder. */
type Ways = Readonly<Record<Container | 'gif', true | null>>;

/** `ways` is null until the browser has answered; `missing` is a sentence on what it cannot do. */
export function useWays(): { readonly ways: Ways | null; readonly missing: string | null } {
  const [ways, setWays] = useState<Ways | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(CONTAINERS.map(canEncode)).then(([webm, mp4]) => {
      if (isCurrent)
        setWays({ webm: webm === true ? true : null, mp4: mp4 === true ? true : null, gif: true });
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const lacking = ways === null ? [] : CONTAINERS.filter((container) => ways[container] === null);
  const names = lacking.map((container) => FORMAT_WORDS[container]).join(' and ');
  return {
    ways,
    missing:
      lacking.length === 0
        ? null
        : `${names} cannot be chosen: this browser has no encoder for it. A GIF is made without one.`,
  };
}
