const PATHS = {
  start: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M12 3v10L4 8z',
  'hop-back': 'M10 4 6 8l4 4',
  play: 'M4 3l9 5-9 5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  hop: 'M6 4l4 4-4 4',
  step: 'M4 3v10l8-5z',
  end: 'M11 3h2v10h-2zM3 3v10l7-5z',
} as const;

export type PlayerIconName = keyof typeof PATHS;

const LINES: readonly PlayerIconName[] = ['hop', 'hop-back'];

export function PlayerIcon({ name }: { name: PlayerIconName }) {
  const isLine = LINES.includes(name);
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill={isLine ? 'none' : 'currentColor'}
        stroke={isLine ? 'currentColor' : 'none'}
        strokeWidth="2"
      />
    </svg>
  );
}
