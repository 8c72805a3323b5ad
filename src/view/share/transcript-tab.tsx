import { useMemo, useState } from 'react';
import type { Run } from '#model/run.ts';
import {
  transcriptMarkdown,
  transcriptOf,
  transcriptText,
  type Transcript,
} from '#share/transcript/transcript.ts';
import { saveFile } from '../editor/save-file.ts';
import { Choice } from './choice.tsx';
import { CopyButton } from './copy-button.tsx';

const FORMATS = ['text', 'markdown', 'json'] as const;
type Format = (typeof FORMATS)[number];

const WORDS: Readonly<Record<Format, string>> = { text: 'Text', markdown: 'Markdown', json: 'JSON' };
const WRITERS: Readonly<Record<Format, (transcript: Transcript) => string>> = {
  text: transcriptText,
  markdown: transcriptMarkdown,
  json: (transcript) => `${JSON.stringify(transcript, null, 2)}\n`,
};
const FILES: Readonly<Record<Format, string>> = {
  text: 'transcript.txt',
  markdown: 'transcript.md',
  json: 'transcript.json',
};
/** More lines are copied and saved, but not drawn. */
const MOST_LINES = 1000;

/** The whole run as numbered sentences, the same that captions and screen readers have. */
export function TranscriptTab({ run }: { run: Run }) {
  const [format, setFormat] = useState<Format>('text');
  const text = useMemo(() => WRITERS[format](transcriptOf(run)), [run, format]);
  const lines = useMemo(() => text.split('\n'), [text]);
  return (
    <div className="share-part">
      <div className="share-choices">
        <Choice
          label="Format"
          options={FORMATS}
          word={(one) => WORDS[one]}
          value={format}
          onChange={setFormat}
        />
      </div>
      <pre className="share-text share-figure" tabIndex={0} role="region" aria-label="Transcript">
        {lines.slice(0, MOST_LINES).join('\n')}
      </pre>
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
    </div>
  );
}
