import { useMemo, useState } from 'react';
import { stepTitle } from '#model/narrate.ts';
import { trackOf } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { entriesText, rowWord, type BeliefMoment } from '#scene/beliefs-moments.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { momentsOf } from './moments-of.ts';

/** Moments listed at once; a scenario can have thousands. */
const PAGE = 200;

interface MomentListProps {
  /** After the playhead has moved there; with the entry concerned, or null when it is about the whole device. */
  onJump: (entry: number | null) => void;
}

/** When in the whole scenario a disagreement arises or ends; each is a way there. */
export function MomentList({ onJump }: MomentListProps) {
  const { seek } = useActions();
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const moments = useMemo(() => momentsOf(run), [run]);
  const passed = moments.findLastIndex((moment) => moment.step <= step);
  const [page, setPage] = useState(() => Math.floor(Math.max(passed, 0) / PAGE));
  if (moments.length === 0)
    return (
      <p className="empty">
        In this scenario nothing that the guest wrote is ever held differently by anyone under this design.
        Try another design: Xen 4.18 parts with QEMU about masks.
      </p>
    );
  const jump = (moment: BeliefMoment) => {
    seek({ step: moment.step, hop: trackOf(run).hopsOf(moment.step) });
    onJump(moment.entries[0] ?? null);
  };
  const first = page * PAGE;
  const shown = moments.slice(first, first + PAGE);
  const arising = moments.filter(({ kind }) => kind === 'arises').length;
  return (
    <>
      <div className="overview-head">
        <p role="status">
          A disagreement arises {times(arising)} and ends {times(moments.length - arising)}.
          {moments.length > PAGE && ` Listed: ${first + 1} to ${first + shown.length} of ${moments.length}.`}
        </p>
        {moments.length > PAGE && (
          <div className="overview-pages">
            <button
              type="button"
              className="button button-small"
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            >
              Earlier ones
            </button>
            <button
              type="button"
              className="button button-small"
              disabled={first + PAGE >= moments.length}
              onClick={() => setPage(page + 1)}
            >
              Later ones
            </button>
          </div>
        )}
      </div>
      <ol className="modal-scroll moments" aria-label="Moments">
        {shown.map((moment, n) => {
          const { kind, entries, label, sentence } = moment;
          const access = run.scenario.steps[moment.step];
          return (
            <li key={first + n}>
              <button
                type="button"
                className="moment"
                data-kind={kind}
                aria-current={first + n === passed ? 'step' : undefined}
                onClick={() => jump(moment)}
              >
                <span className="moment-place mono">
                  {moment.step + 1}. {access && stepTitle(access, run.layout)}
                </span>
                <span className="moment-what">
                  <strong>{kind === 'arises' ? 'Arises' : 'Ends'}</strong>: {entriesText(entries) || 'device'}
                  , {rowWord(label)}
                </span>
                <span className="moment-sentence">{sentence}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}

const times = (count: number): string =>
  count === 0 ? 'never' : count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
