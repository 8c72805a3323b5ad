import { useMemo } from 'react';
import { PRODUCER_TITLES } from '#import/traces/trace.ts';
import { keptDesign } from '#state/derived.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { partingCounts } from '#model/replay/parting.ts';
import { chooseDevice, type Replayed, type ReplaySummary, type TraceSummary } from '#state/traces.ts';
import { DesignButton } from '../compare/design-button.tsx';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';
import { useActions } from '../workbench-context.ts';

interface Props {
  summary: TraceSummary;
  device: number | null;
  replayed: Replayed | null;
}

const count = (n: number): string => n.toLocaleString('en');
const FROM = {
  given: 'the device on screen',
  recording: 'from the recording',
  region: 'as far as it is accessed',
  catalogue: 'catalogue',
};

/** What was read, of which device, and how its accesses end under both designs. */
export function TraceFacts({ summary, device, replayed }: Props) {
  const { trace, devices, accesses } = summary;
  const chosen = device === null ? null : devices[device];
  const { setLook } = useActions();
  const assumptions = [...(chosen?.assumptions ?? []), ...(replayed?.mine.assumptions ?? [])];
  return (
    <section className="traces-facts" aria-label="What was read">
      <p>
        {PRODUCER_TITLES[trace.producer]}: {count(trace.lines)} lines, {count(accesses)} accesses on{' '}
        {count(trace.accessLines)} of them, {count(trace.contextLines)} lines of context,{' '}
        {count(trace.notUnderstoodLines)} not understood.
      </p>
      {devices.length === 0 ? (
        <p className="traces-problem">
          No device with an MSI-X table was found in it: it shows neither configuration space, nor a mapped
          table, nor a region of that name, and the device on screen does not fit. Open the device’s lspci
          output first, then the recording again.
        </p>
      ) : (
        <label className="traces-field">
          <span>Device</span>
          <select
            className="select"
            value={device ?? ''}
            onChange={(event) => chooseDevice(event.target.value === '' ? null : Number(event.target.value))}
          >
            {device === null && <option value="">Several fit: choose one</option>}
            {devices.map(({ description, from }, n) => (
              <option key={n} value={n}>
                {[description.slot, description.name, `(${FROM[from]})`].filter(Boolean).join(' ')}
              </option>
            ))}
          </select>
        </label>
      )}
      {devices.length > 1 && device === null && summary.sides === null && (
        <p>
          The recording does not tell its device. {count(devices.length)} would fit: choose one, and see what
          becomes of its accesses. With the device’s lspci output opened first, it is in the list as well.
        </p>
      )}
      {replayed !== null && (
        <div className="traces-outcomes">
          <Outcomes summary={replayed.mine} designId={replayed.designId} />
          <Outcomes summary={replayed.other} designId={replayed.otherId} />
          <div>
            <DesignButton
              kind="Compared with"
              design={keptDesign(replayed.otherId)}
              onPick={(otherDesignId) => setLook({ otherDesignId })}
            />
            <Partings replayed={replayed} />
          </div>
        </div>
      )}
      <Lines title="Not understood" kinds={trace.notUnderstood} />
      <Lines title="Context" kinds={trace.context} />
      {assumptions.length + trace.messages.length > 0 && (
        <details>
          <summary>{assumptions.length + trace.messages.length} assumptions and remarks</summary>
          <ul>
            {assumptions.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {trace.messages.map(({ line, message }, n) => (
              <li key={n}>{line > 0 ? `Line ${count(line)}: ${message}` : message}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** In how many accesses the designs part, and in which ways; there can be hundreds of thousands to count. */
function Partings({ replayed }: { replayed: Replayed }) {
  return <p>{useMemo(() => partingWords(replayed), [replayed])}</p>;
}

function partingWords({ partings }: Replayed): string {
  const ways = Object.entries(partingCounts(partings)).map(([kind, n]) => `${WAYS[kind]!} ${count(n)}`);
  const all = partings.positions.length;
  return all === 0
    ? 'The two do the same with every access.'
    : `The two part in ${count(all)} ${all === 1 ? 'access' : 'accesses'}: ${ways.join(', ')}.`;
}

const WAYS: Readonly<Record<string, string>> = {
  outcome: 'another outcome',
  value: 'another value read',
  hardware: 'other writes to the device',
  'device-model': 'other requests to the device model',
};

/** How often the parties come to disagree, and about what. */
function apartWords({ disagreements }: ReplaySummary): string {
  const rows = Object.entries(disagreements);
  const all = rows.reduce((sum, [, n]) => sum + n, 0);
  if (all === 0) return 'The parties never disagree about an entry.';
  const about = rows.map(([label, n]) => `${label} ${count(n)}`).join(', ');
  return `The parties come to disagree ${all === 1 ? 'once' : `${count(all)} times`} (${about}).`;
}

function Outcomes({ summary, designId }: { summary: ReplaySummary; designId: string }) {
  const { deliveries, counts, roundTrips } = summary;
  const matched = deliveries.slice(0, -1).reduce((sum, n) => sum + n, 0);
  return (
    <div className="traces-outcome">
      <h3>{keptDesign(designId).title}</h3>
      <ul>
        {Object.entries(counts).map(([outcome, n]) => (
          <li key={outcome}>
            <OutcomeSwatch outcome={outcome as Outcome} /> {OUTCOMES[outcome as Outcome].word}: {count(n)}
          </li>
        ))}
      </ul>
      <p>
        {count(roundTrips)} blocking round trips to the device model. {apartWords(summary)}
        {matched + deliveries.at(-1)! > 0 &&
          ` ${count(matched)} delivered messages match an entry, ${count(deliveries.at(-1)!)} do not.`}
      </p>
    </div>
  );
}

function Lines({ title, kinds }: { title: string; kinds: TraceSummary['trace']['context'] }) {
  if (kinds.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {count(kinds.reduce((sum, { count: n }) => sum + n, 0))} lines
      </summary>
      <ul>
        {kinds.map((kind) => (
          <li key={kind.kind}>
            {kind.kind}: {count(kind.count)}
            {kind.examples.map(({ line, text }) => (
              <div key={line} className="mono">
                line {count(line)}: {text}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
