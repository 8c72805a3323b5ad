import { useEffect, useState, type CSSProperties } from 'react';

/** Everything but the spot under the mouse is dimmed; until the mouse moves, the spot is in the middle. */
export function Spotlight() {
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const onMove = ({ clientX, clientY }: PointerEvent) => setPlace({ x: clientX, y: clientY });
    window.addEventListener('pointermove', onMove);
    return () => window.removeEventListener('pointermove', onMove);
  }, []);
  const style = {
    '--x': place === null ? '50%' : `${place.x}px`,
    '--y': place === null ? '50%' : `${place.y}px`,
  } as CSSProperties;
  return <div className="present-spotlight" style={style} />;
}
