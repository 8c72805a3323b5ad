import { useMemo } from 'react';
import type { Layout } from '#model/layout.ts';
import { pairScene, type PairPane, type PairRow, type PairSide } from '#scene/present/pair-scene.ts';
import type { Rect } from '#scene/route/rect.ts';
import { StageTexts } from './stage-text.tsx';

interface StagePairProps {
  readonly sides: readonly [PairSide, PairSide];
  readonly layout: Layout;
  readonly hop: number;
  readonly area: Rect;
}

/** The same access under two designs, hop by hop beside each other. */
export function StagePair({ sides, layout, hop, area }: StagePairProps) {
  const panes = useMemo(() => pairScene(sides, layout, area, hop), [sides, layout, area, hop]);
  return panes.map((pane) => <Pane key={pane.key} pane={pane} />);
}

function Pane({ pane }: { readonly pane: PairPane }) {
  const { frame, title, outcome, ended, rows, rail, token } = pane;
  return (
    <g className="sp-pane" data-ended={ended}>
      <rect className="sp-frame" x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx={8} />
      <StageTexts texts={title} className="sp-title" />
      {ended && (
        <g data-outcome={outcome.outcome}>
          <StageTexts texts={[outcome.text]} className="sp-outcome" />
        </g>
      )}
      {rows.length > 0 && <path className="sp-rail" d={`M${rail.x},${rail.from}V${rail.to}`} />}
      {rows.map((row) => (
        <Row key={row.key} row={row} railX={rail.x} />
      ))}
      {rows.length > 0 && (
        <g className={`rv-token rv-${token.party}`}>
          <circle cx={token.x} cy={token.y} r={token.radius} />
          <circle className="rv-pupil" cx={token.x} cy={token.y} r={token.radius * 0.35} />
        </g>
      )}
    </g>
  );
}

function Row({ row, railX }: { readonly row: PairRow; readonly railX: number }) {
  const { x, y, width, height, party, phase, tone, name, status, parts } = row;
  return (
    <g
      className={party === null ? 'sp-row sp-gap' : `sp-row rv-${party}`}
      data-phase={phase}
      data-tone={tone}
    >
      <rect x={x} y={y} width={width} height={height} rx={6} />
      {party !== null && <path className="sp-bar" d={`M${x + 3},${y + 6}v${height - 12}`} />}
      <circle className="sp-stop" cx={railX} cy={y + height / 2} r={4} />
      {parts && (
        <text className="sp-parts" x={x + 12} y={name.y} fontSize={name.size}>
          ≠
        </text>
      )}
      <StageTexts texts={[name]} className="sp-name" />
      {status && <StageTexts texts={[status]} className="sp-status" />}
    </g>
  );
}
