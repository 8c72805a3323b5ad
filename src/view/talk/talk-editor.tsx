import { useContext, useEffect, useRef, useState } from 'react';
import { goTo } from '#state/current-talk.ts';
import { changed, inserted, moved, removed, type Moment } from '#state/talk.ts';
import { momentNow } from '#state/talk-stage.ts';
import { askPresent } from '../present/present-request.ts';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';
import { MomentEditor } from './moment-editor.tsx';
import { placeText } from './moment-place.ts';
import type { Talk } from './use-talk.ts';

interface TalkEditorProps {
  readonly talk: Talk;
  /** The moment that is chosen at first. */
  readonly first: number;
  readonly onClose: () => void;
}

/** The moments of a talk in their order, and the one that is chosen to be changed. */
export function TalkEditor({ talk, first, onClose }: TalkEditorProps) {
  const stores = useContext(StoresContext)!;
  const { own, moments, stages, change } = talk;
  const [wanted, setChosen] = useState(first);
  const list = useRef<HTMLOListElement>(null);
  const otherDesignId = useWorkbench((state) => state.look.otherDesignId);
  const open = useWorkbench((state) => state);
  const chosen = Math.min(wanted, moments.length - 1);
  const present = momentNow(open, own);
  const moment = moments[chosen];
  const stage = stages[chosen];

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const take = (next: readonly Moment[], what: string, focus: number) => {
    change(next, what);
    setChosen(focus);
  };
  const startAt = (at: number) => {
    onClose();
    askPresent({ kind: 'talk', id: own.id, at });
  };
  const add = () => {
    if (present.ok)
      take(inserted(moments, chosen + 1, present.value), `add a moment to ${own.scenario.name}`, chosen + 1);
  };
  return (
    <>
      <TalkBar
        canPresent={moments.length > 0}
        refusal={present.ok ? null : present.error}
        onAdd={add}
        onPresent={() => startAt(0)}
      />
      <div className="talk-columns">
        <ol className="talk-list" aria-label="Moments" ref={list}>
          {moments.map((one, n) => (
            <li key={n}>
              <button
                type="button"
                className="talk-moment"
                aria-current={n === chosen ? 'true' : undefined}
                onClick={() => setChosen(n)}
              >
                <span className="talk-number">{n + 1}</span>
                <span className="talk-words">
                  {one.text !== '' && <span className="talk-said">{one.text}</span>}
                  <span className="talk-where" data-broken={stages[n]?.kind === 'broken'}>
                    {stages[n] && placeText(stages[n])}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
        {moment && stage && (
          <MomentEditor
            at={chosen}
            count={moments.length}
            moment={moment}
            stage={stage}
            otherDesignId={otherDesignId}
            onChange={(part, what) => change(changed(moments, chosen, part), what)}
            onMove={(by) =>
              take(moved(moments, chosen, chosen + by), `move moment ${chosen + 1} of the talk`, chosen + by)
            }
            onDuplicate={() =>
              take(
                inserted(moments, chosen + 1, moment),
                `duplicate moment ${chosen + 1} of the talk`,
                chosen + 1,
              )
            }
            onDelete={() =>
              take(
                removed(moments, chosen),
                `delete moment ${chosen + 1} of the talk`,
                Math.max(0, chosen - 1),
              )
            }
            onTakeOver={
              present.ok
                ? () => {
                    const { text, notes } = moment;
                    change(
                      changed(moments, chosen, { ...present.value, text, notes }),
                      `change what moment ${chosen + 1} shows`,
                    );
                  }
                : null
            }
            onGo={() => {
              if (stage.kind === 'broken') return;
              goTo(stores.workbench, stage, own.id);
              onClose();
            }}
            onPresent={() => startAt(chosen)}
          />
        )}
      </div>
      <Elsewhere talk={talk} />
    </>
  );
}

interface TalkBarProps {
  readonly canPresent: boolean;
  /** Why what is open cannot be added; null when it can. */
  readonly refusal: string | null;
  readonly onAdd: () => void;
  readonly onPresent: () => void;
}

function TalkBar({ canPresent, refusal, onAdd, onPresent }: TalkBarProps) {
  const { undo } = useActions();
  const canUndo = useWorkbench((state) => state.past.length > 0);
  const said = useWorkbench((state) => state.said);
  return (
    <div className="talk-actions">
      <button type="button" className="button button-main" disabled={!canPresent} onClick={onPresent}>
        Present from the start
      </button>
      <button type="button" className="button" disabled={refusal !== null} onClick={onAdd}>
        Add what is open now
      </button>
      <button type="button" className="button" disabled={!canUndo} onClick={undo}>
        Undo
      </button>
      <p className="talk-status" role="status">
        {refusal ?? said}
      </p>
    </div>
  );
}

/** What a link or a text of this talk does not carry. */
function Elsewhere({ talk }: { talk: Talk }) {
  const numbers = talk.stages.flatMap((stage, n) =>
    stage.kind === 'shown' && stage.origin.kind === 'own' ? [n + 1] : [],
  );
  if (numbers.length === 0) return null;
  const [are, show] = numbers.length === 1 ? ['Moment', 'shows'] : ['Moments', 'show'];
  return (
    <p className="talk-remark">
      {are} {numbers.join(', ')} {show} another scenario of yours. A link to this talk does not carry it;
      “Save all as a file” in the Scenario dialog does.
    </p>
  );
}
