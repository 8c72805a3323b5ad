import { useEffect, useRef, useState } from 'react';
import { failure } from '#model/base/result.ts';
import { wordsOf } from '#state/background.ts';
import type { KeepingStore } from '#state/keeping.ts';
import type { Workbench } from '#state/workbench.ts';
import { openDocument } from '#state/sharing.ts';
import { LONG_TEXT, openInBackground } from '#state/text-reader.ts';
import { longPaste } from '../ui/long-paste.ts';

interface PasteTabProps {
  workbench: Workbench;
  keeping: KeepingStore;
  onOpened: () => void;
}

/** Opens a figure, link or scenario text at its step. What cannot be read changes nothing. */
export function PasteTab({ workbench, keeping, onOpened }: PasteTabProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const cancel = useRef<() => void>(() => undefined);
  useEffect(() => () => cancel.current(), []);
  const open = async (given: string) => {
    const job = openInBackground(given);
    cancel.current = job.cancel;
    setReading(true);
    const opened = await job.result.catch((reason: unknown) => failure(wordsOf(reason)));
    setReading(false);
    if (!opened.ok) {
      setProblem(`${opened.error}\nNothing has changed.`);
      return;
    }
    const { document, notices } = opened.value;
    const told = openDocument(workbench, document);
    for (const sentence of [...notices, ...told]) keeping.tell('note', sentence);
    onOpened();
  };
  return (
    <div className="share-part">
      <label className="field">
        A figure, a link, a scenario text, or the mail that one is in
        <textarea
          className="share-text share-paste"
          rows={12}
          spellCheck={false}
          value={text}
          onPaste={(event) => {
            const whole = longPaste(event);
            if (whole === null) return;
            // Fields are slow with long texts, and nobody reads one there.
            if (whole.length < LONG_TEXT) setText(whole);
            else void open(whole);
            setProblem(null);
          }}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
      </label>
      <p className="share-problem" role="alert">
        {problem}
      </p>
      <div className="share-copy">
        <button type="button" className="button" disabled={isReading} onClick={() => void open(text)}>
          {isReading ? 'Reading…' : 'Open it'}
        </button>
        <span className="share-note">Quoted and wrapped mails are read as they are.</span>
      </div>
    </div>
  );
}
