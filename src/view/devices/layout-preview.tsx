import { useId, useMemo, useRef } from 'react';
import type { Layout } from '#model/layout.ts';
import type { DraftProblem } from '#state/forms/device-draft.ts';
import { barStrip } from '#scene/page-map/bar-strip.ts';
import { layoutNotes } from '#scene/page-map/notes.ts';
import { MapPatterns } from '../page-map/map-patterns.tsx';
import { Strip } from '../page-map/strip.tsx';
import { useWidth } from '../use-width.ts';
import { CLASS_WORDS } from './class-words.ts';
import '../page-map/page-map.css';

/** Size of the type in the strip. */
const METRICS = { font: 13, char: 7.9 };

interface LayoutPreviewProps {
  /** Null as long as the form makes no device. */
  layout: Layout | null;
  problems: readonly DraftProblem[];
}

/** The BARs of the device in the form to scale, what kind of layout it is, and what contradicts itself. */
export function LayoutPreview({ layout, problems }: LayoutPreviewProps) {
  const box = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const width = useWidth(box);
  const strip = useMemo(
    () =>
      layout === null || width === 0
        ? null
        : barStrip(layout, { start: layout.trapStart, end: layout.trapEnd }, null, width, METRICS),
    [layout, width],
  );
  const contradictions = problems.filter(({ kind }) => kind === 'contradiction').length;
  return (
    <div className="build-preview" role="group" aria-label="Preview">
      <div ref={box} className="build-strip">
        {strip && (
          <>
            <svg width="0" height="0" aria-hidden="true">
              <MapPatterns prefix={prefix} />
            </svg>
            <Strip strip={strip} prefix={prefix} name="The BARs of this device" onPick={() => undefined} />
          </>
        )}
      </div>
      {layout === null ? (
        <p>Nothing can be drawn yet: see the fields marked “Not possible”.</p>
      ) : (
        <>
          <p role="status">
            {layout.classes.map((one) => CLASS_WORDS[one]).join(', ')}.{' '}
            {contradictions === 0
              ? 'Nothing in it contradicts itself.'
              : `${contradictions} ${contradictions === 1 ? 'contradiction' : 'contradictions'}: it is drawn as far as it makes sense.`}
          </p>
          {layoutNotes(layout)
            .filter(({ contradiction }) => !contradiction)
            .map(({ text }) => (
              <p key={text} className="card-note">
                {text}
              </p>
            ))}
        </>
      )}
    </div>
  );
}
