import { PICTURES, tidyNotes, type Picture } from '#share/document.ts';
import type { Moment } from '#state/talk.ts';
import { LONGEST_SENTENCE, PICTURE_NAMES, type StageMoment } from '#state/talk-stage.ts';
import { placeText } from './moment-place.ts';
import { TextField } from './text-field.tsx';

interface MomentEditorProps {
  /** From 0. */
  readonly at: number;
  readonly count: number;
  readonly moment: Moment;
  readonly stage: StageMoment;
  /** The design that a pair is completed with. */
  readonly otherDesignId: string;
  readonly onChange: (change: Partial<Moment>, what: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
  /** Takes over what is open in the app; null where a talk cannot name that. */
  readonly onTakeOver: (() => void) | null;
  readonly onGo: () => void;
  readonly onPresent: () => void;
}

/** What one moment says and shows. */
export function MomentEditor(props: MomentEditorProps) {
  const { at, count, moment, stage, otherDesignId, onChange } = props;
  const number = at + 1;
  const picture = stage.kind === 'shown' ? stage.picture : 'route';
  return (
    <section className="talk-editor" aria-label={`Moment ${number}`}>
      <div className="talk-actions" role="group" aria-label={`What to do with moment ${number}`}>
        <button
          type="button"
          className="button button-small"
          disabled={at === 0}
          onClick={() => props.onMove(-1)}
        >
          Up
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={number === count}
          onClick={() => props.onMove(1)}
        >
          Down
        </button>
        <button type="button" className="button button-small" onClick={props.onDuplicate}>
          Duplicate
        </button>
        <button type="button" className="button button-small" onClick={props.onDelete}>
          Delete
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={stage.kind === 'broken'}
          onClick={props.onGo}
        >
          Go there
        </button>
        <button type="button" className="button button-small" onClick={props.onPresent}>
          Present from here
        </button>
      </div>
      <TextField
        key={`sentence ${at} ${moment.text}`}
        label="Sentence"
        hint={`What the room reads: {n} of ${LONGEST_SENTENCE} characters. Empty: the model’s own words.`}
        text={moment.text}
        rows={2}
        isLong={false}
        onText={(text) => onChange({ text: text.trim() }, `change the sentence of moment ${number}`)}
      />
      <TextField
        key={`notes ${at} ${moment.notes}`}
        label="Notes"
        hint="Only in the speaker’s window."
        text={moment.notes}
        rows={5}
        isLong
        onText={(notes) => onChange({ notes: tidyNotes(notes) }, `change the notes of moment ${number}`)}
      />
      <div className="talk-shows">
        <label className="talk-picture">
          <span>Picture</span>
          <select
            className="select"
            value={picture}
            onChange={(event) =>
              onChange(
                pictured(moment, event.target.value, otherDesignId),
                `change the picture of moment ${number}`,
              )
            }
          >
            {PICTURE_NAMES.map((name) => (
              <option key={name} value={name}>
                {PICTURES[name]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button button-small"
          disabled={props.onTakeOver === null}
          onClick={() => props.onTakeOver?.()}
        >
          Show what is open now
        </button>
      </div>
      <p className="talk-place" data-broken={stage.kind === 'broken'}>
        {stage.kind === 'broken' ? `Cannot be shown. ${stage.problem}` : placeText(stage)}
      </p>
      {stage.kind === 'shown' && stage.remark !== null && <p className="talk-remark">{stage.remark}</p>}
    </section>
  );
}

/** `moment` with another picture; a pair gets a second design, and a single route loses it. */
function pictured({ designs }: Moment, name: string, otherDesignId: string): Partial<Moment> {
  const picture: Picture = PICTURE_NAMES.find((known) => known === name) ?? 'route';
  const [first, second] = designs;
  const pair = picture === 'compare' ? (second ?? otherDesignId) : picture === 'page' ? second : undefined;
  return {
    view: picture === 'route' ? null : picture,
    designs: first === undefined ? [] : pair === undefined ? [first] : [first, pair],
  };
}
