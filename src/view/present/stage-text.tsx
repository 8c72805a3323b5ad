import type { StageText } from '#scene/present/stage-layout.ts';

interface StageTextsProps {
  readonly texts: readonly StageText[];
  /** For the colour. */
  readonly className: string;
}

/** Words where the scene placed them. */
export function StageTexts({ texts, className }: StageTextsProps) {
  return texts.map(({ text, x, y, size, face, anchor }) => (
    <text
      key={`${x} ${y}`}
      className={className}
      data-face={face}
      x={x}
      y={y}
      fontSize={size}
      textAnchor={anchor}
    >
      {text}
    </text>
  ));
}
