import { useEffect, useRef, useState, type ClipboardEvent } from 'react';
import { STOPPED, wordsOf, type Job } from '#state/background.ts';
import { LONG_TEXT, readLspci } from '#state/lspci-client.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import type { LspciReport } from '#import/lspci/parse-lspci.ts';
import type { ImportedDevice } from '#import/lspci/read-device.ts';
import type { DeviceDescription } from '#model/device.ts';
import { withKnownRegisters, type KnownDevice } from '#model/known-registers.ts';
import { DEVICES } from '#content/devices.ts';
import { CopyOn } from './copy-on.tsx';
import { placesOf } from './find-device.ts';
import { readDump, type DroppedText } from './use-dropped-text.ts';
import { longPaste } from '../ui/long-paste.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);

type Status =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly length: number }
  | { readonly kind: 'read'; readonly report: LspciReport }
  | { readonly kind: 'failed'; readonly why: string };

interface PasteDumpProps {
  dropped: DroppedText | null;
  onChoose: (device: DeviceDescription) => void;
}

/** Text of lspci in, a device out; with several devices in it, a choice of them. */
export function PasteDump({ dropped, onChoose }: PasteDumpProps) {
  const [text, setText] = useState('');
  const [origin, setOrigin] = useState<string | null>(null);
  const [status, setStatus] = useState<Status>({ kind: 'idle' });
  const reading = useRef<Job<LspciReport> | null>(null);

  const read = (source: string) => {
    reading.current?.cancel();
    if (source.trim() === '') {
      const why = 'There is no text yet. Paste what “sudo lspci -vv” prints, or open a file that holds it.';
      setStatus({ kind: 'failed', why });
      return;
    }
    setStatus({ kind: 'reading', length: source.length });
    const now = readLspci(source);
    reading.current = now;
    now.result.then(
      (report) => {
        if (reading.current === now) setStatus({ kind: 'read', report });
      },
      (error: unknown) => {
        if (reading.current === now) setStatus({ kind: 'failed', why: failure(error) });
      },
    );
  };
  const take = (file: DroppedText) => {
    if (file.kind === 'refused') {
      setStatus({ kind: 'failed', why: file.why });
      return;
    }
    // A long text is read but not shown: a field with megabytes in it is no use to anyone.
    setText(file.text.length > LONG_TEXT ? '' : file.text);
    setOrigin(file.name);
    read(file.text);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const whole = longPaste(event);
    if (whole === null) return;
    if (whole.length > LONG_TEXT) take({ kind: 'text', name: 'the pasted text', text: whole });
    else setText(whole);
  };
  const cancel = () => {
    reading.current?.cancel();
    reading.current = null;
    setStatus({ kind: 'idle' });
  };
  useEffect(() => {
    // Deferred, so that reading starts once the dialog is there, and once only under StrictMode.
    const start = setTimeout(() => {
      if (dropped !== null) take(dropped);
    });
    return () => {
      clearTimeout(start);
      reading.current?.cancel();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `take` is new at every render; only a new file counts
  }, [dropped]);

  return (
    <>
      <label className="field">
        <span>
          Text of <code>sudo lspci -vv</code> (one device or all of them; <code>-xxxx</code> helps). It stays
          on this page.
        </span>
        <textarea
          className="paste-text"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onPaste={onPaste}
        />
      </label>
      <div className="paste-actions">
        <button type="button" className="button button-main" onClick={() => read(text)}>
          Read it
        </button>
        <label className="button paste-file">
          Open a file
          <input
            type="file"
            className="visually-hidden"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void readDump(file).then(take);
              event.target.value = '';
            }}
          />
        </label>
        {origin !== null && <span className="card-note">From {origin}</span>}
      </div>
      <div className="modal-scroll paste-results" role="status">
        <Outcome status={status} onCancel={cancel} onChoose={onChoose} />
      </div>
    </>
  );
}

interface OutcomeProps {
  status: Status;
  onCancel: () => void;
  onChoose: (device: DeviceDescription) => void;
}

function Outcome({ status, onCancel, onChoose }: OutcomeProps) {
  switch (status.kind) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <p>
          Reading {sizeText(status.length)} of text…{' '}
          <button type="button" className="button button-small" onClick={onCancel}>
            Cancel
          </button>
        </p>
      );
    case 'failed':
      return (
        <p className="message" data-severity="error">{`${status.why} What is on screen has not changed.`}</p>
      );
    case 'read':
      return <Report report={status.report} onChoose={onChoose} />;
  }
}

function Report({ report, onChoose }: { report: LspciReport; onChoose: OutcomeProps['onChoose'] }) {
  const { devices, messages } = report;
  return (
    <>
      <p>
        {devices.length === 0
          ? 'No device with an MSI-X capability was found. What is on screen has not changed.'
          : devices.length === 1
            ? 'One device with an MSI-X capability was found:'
            : `${devices.length} devices with an MSI-X capability were found. Which one?`}
      </p>
      <ul className="cards">
        {devices.map((device) => (
          <li key={device.line} className="card">
            {device.description === null ? (
              <p>
                <strong>{device.name ?? device.slot ?? `The device at line ${device.line}`}</strong> cannot be
                drawn; see why below.
              </p>
            ) : (
              <FoundDevice
                {...device}
                known={withKnownRegisters(device.description, CATALOGUE)}
                onChoose={onChoose}
              />
            )}
            <Messages messages={device.messages} />
          </li>
        ))}
      </ul>
      <Messages messages={messages} />
    </>
  );
}

interface FoundDeviceProps extends Pick<ImportedDevice, 'line' | 'slot' | 'id'> {
  known: KnownDevice;
  onChoose: OutcomeProps['onChoose'];
}

/** One device that can be shown, with the registers that the catalogue knows of it. */
function FoundDevice({ line, slot, id, known, onChoose }: FoundDeviceProps) {
  const { device, fellow, by } = known;
  return (
    <>
      <button type="button" className="card-main" onClick={() => onChoose(device)}>
        <span className="card-name">
          {device.name}
          <span className="card-side mono">{[slot, id].filter((part) => part !== null).join(' ')}</span>
        </span>
        <span className="card-places mono">{placesOf(device)}</span>
        {fellow !== null && (
          <span className="card-note">
            {by === 'id'
              ? `The catalogue names ${device.registers.length} registers of this device.`
              : `The text has no id. By its name it is taken for ${fellow.name}, of which the catalogue names ${device.registers.length} registers.`}
          </span>
        )}
        <span className="card-note">Show this device (line {line} of the text)</span>
      </button>
      <div className="card-do" role="group" aria-label={`On ${device.name}`}>
        <CopyOn device={device} />
      </div>
    </>
  );
}

const SEVERITY_WORDS = { error: 'Problem', warning: 'Look', note: 'Note' } as const;

function Messages({ messages }: { messages: readonly Diagnostic[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className="messages">
      {messages.map(({ line, severity, message, excerpt }, n) => (
        <li key={n} className="message" data-severity={severity}>
          <span className="message-kind">
            {SEVERITY_WORDS[severity]}
            {line > 0 && `, line ${line}`}:
          </span>{' '}
          {message}
          {excerpt !== undefined && excerpt !== '' && <code className="message-excerpt">{excerpt}</code>}
        </li>
      ))}
    </ul>
  );
}

const sizeText = (length: number): string =>
  length < 1024 * 1024 ? `${Math.ceil(length / 1024)} KiB` : `${(length / 1024 / 1024).toFixed(1)} MiB`;

function failure(error: unknown): string {
  const what = wordsOf(error);
  if (what === STOPPED) return what;
  return `The text could not be read (${what}). That is a fault of this app, not of the text.`;
}
