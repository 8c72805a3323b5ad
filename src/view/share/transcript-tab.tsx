import { useCallback, useMemo, useState } from 'react';
import type { Run } from '#model/run.ts';
import { transcriptPieces } from '#share/transcript/transcript.ts';
import { TRANSCRIPT_FORMATS, type TranscriptFormat } from '#share/transcript/write.ts';
import { saveFile } from '../editor/save-file.ts';
import { Choice } from './choice.tsx';
import { CopyButton } from './copy-button.tsx';
import { usePieces } from './use-pieces.ts';

const WORDS: Readonly<Record<TranscriptFormat, string>> = {
  text: 'Text',
  markdown: 'Markdown',
  json: 'JSON',
};
const FILES: Readonly<Record<TranscriptFormat, string>> = {
  text: 'transcript.txt',
  markdown: 'transcript.md',
  json: 'transcript.json',
};
/** More lines are copied and saved, but not drawn. */
const MOST_LINES = 5000;

/** The whole run as numbered sentences, the same that captions and screen readers have. */
export function TranscriptTab({ run }: { run: Run }) {
  const [format, setFormat] = useState<TranscriptFormat>('text');
  const { text, made, start } = usePieces(useCallback(() => transcriptPieces(run, format), [run, format]));
  const lines = useMemo(() => (text ?? start).split('\n'), [text, start]);
  return (
    <div className="share-part">
      <div className="share-choices">
        <Choice
          label="Format"
          options={TRANSCRIPT_FORMATS}
          word={(one) => WORDS[one]}
          value={format}
          onChange={setFormat}
        />
      </div>
      <pre className="share-text share-figure" tabIndex={0} role="region" aria-label="Transcript">
        {lines.slice(0, MOST_LINES).join('\n')}
      </pre>
      {text === null ? (
        <p className="share-note">It is being written: {made.toLocaleString('en')} sentences so far.</p>
      ) : (
        <>
          {lines.length > MOST_LINES && (
            <p className="share-note">
              The first {MOST_LINES} of {lines.length} lines are shown; copy and save take all of them.
            </p>
          )}
          <div className="share-choices">
            <CopyButton label="Copy transcript" text={text} />
            <button type="button" className="button" onClick={() => saveFile(FILES[format], text)}>
              Save as a file
            </button>
          </div>
        </>
      )}
    </div>
  );
}
