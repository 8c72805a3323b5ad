import { useState } from 'react';
import { openText } from '#share/open-text.ts';
import type { KeepingStore } from '#state/keeping.ts';
import type { Workbench } from '#state/workbench.ts';
import { CATALOGUE, openDocument, READY } from '#state/sharing.ts';

interface PasteTabProps {
  workbench: Workbench;
  keeping: KeepingStore;
  onOpened: () => void;
}

/** Opens a figure, link or scenario text at its step. What cannot be read changes nothing. */
export function PasteTab({ workbench, keeping, onOpened }: PasteTabProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const open = () => {
    const opened = openText(text, CATALOGUE, READY);
    if (!opened.ok) {
      setProblem(`${opened.error}\nNothing has changed.`);
      return;
    }
    const { document, notices } = opened.value;
    openDocument(workbench, document);
    for (const sentence of notices) keeping.tell('note', sentence);
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
        <button type="button" className="button" onClick={open}>
          Open it
        </button>
        <span className="share-note">Quoted and wrapped mails are read as they are.</span>
      </div>
    </div>
  );
}
