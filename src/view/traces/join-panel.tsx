import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { JoinedRow, JoinReport } from '#import/join/report.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { keptDesign } from '#state/derived.ts';
import { joinUnder, openingOfJoined } from '#state/trace-questions.ts';
import { traces, type JoinedSides } from '#state/traces.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';

const NO_REGISTERS: ReadonlyMap<number, number> = new Map();
/** Rows shown at first; a run can have thousands. */
const SHOWN = 200;

const SIDES: readonly (readonly [keyof JoinedSides, string])[] = [
  ['xen', 'Xen'],
  ['log', 'device model'],
  ['hardware', 'hardware'],
  ['guest', 'guest'],
];

interface Props {
  sides: JoinedSides;
  onRoute: () => void;
}

/** What several recordings of one run prove of each access, and where the design on screen differs. */
export function JoinPanel({ sides, onRoute }: Props) {
  const join = useStore(traces, (state) => state.join);
  const designId = useWorkbench((state) => state.designId);
  const onScreen = useWorkbench((state) => state.device);
  const [useDevice, setUseDevice] = useState(false);
  const [bound, setBound] = useState('');
  const [problem, setProblem] = useState('');
  const { openScenario, seek } = useActions();
  const device = useDevice ? onScreen : null;
  const isList = boundEntries(bound) !== false;
  useEffect(() => {
    const entries = boundEntries(bound);
    if (entries !== false) void joinUnder(designId, device, entries);
  }, [designId, device, bound]);
  const open = async (index: number) => {
    const opening = await openingOfJoined(index);
    if (!opening.ok) {
      setProblem(opening.error);
      return;
    }
    setProblem('');
    const { device: described, steps, remark } = opening.value;
    openScenario({
      name: `Joined access ${index + 1}`,
      note: `Access ${index + 1} of the joined run, behind what came before it. ${remark ?? ''}`.trim(),
      device: described,
      registers: NO_REGISTERS,
      steps,
    });
    seek({ step: steps.length - 1, hop: Number.MAX_SAFE_INTEGER });
    onRoute();
  };
  return (
    <section className="traces-join" aria-label="Joined run">
      <h3>Joined run</h3>
      <p>
        {SIDES.flatMap(([side, word]) => (sides[side] === undefined ? [] : `${word}: ${sides[side]}`)).join(
          '; ',
        )}
      </p>
      <div className="traces-tools">
        <label className="traces-field">
          <span>Entries bound at the start (found out if empty)</span>
          <input
            className="traces-input mono"
            value={bound}
            placeholder="0,2 or none"
            aria-invalid={!isList}
            onChange={(event) => setBound(event.target.value)}
          />
        </label>
        <label className="traces-field">
          <input
            type="checkbox"
            checked={useDevice}
            onChange={(event) => setUseDevice(event.target.checked)}
          />
          <span>Take the device on screen</span>
        </label>
      </div>
      {!isList && (
        <p className="traces-problem">Write the numbers of the entries, as 0,2, or none, or nothing.</p>
      )}
      {problem !== '' && <p className="traces-problem">{problem}</p>}
      {join && <Facts report={join.report} verdict={join.verdict} onOpen={(index) => void open(index)} />}
    </section>
  );
}

/** Null: nothing is stated; false: what is written is no list. */
function boundEntries(text: string): readonly number[] | null | false {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed === 'none') return [];
  const items = trimmed.split(',').map((item) => item.trim());
  return items.every((item) => /^\d{1,4}$/.test(item)) ? items.map(Number) : false;
}

interface FactsProps {
  report: JoinReport;
  verdict: string;
  onOpen: (index: number) => void;
}

const count = (n: number): string => n.toLocaleString('en');

function Facts({ report, verdict, onOpen }: FactsProps) {
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [most, setMost] = useState(SHOWN);
  const { hardware, guest, starts } = report;
  const differing = report.list.filter(({ disagrees }) => disagrees.length > 0).length;
  const rows = onlyDifferent ? report.list.filter(({ disagrees }) => disagrees.length > 0) : report.list;
  const remarks = [...report.damage, ...report.assumptions];
  const [start, ...alike] = starts;
  return (
    <>
      <p className="traces-verdict">{verdict}</p>
      <p>
        {count(report.accesses)} accesses: {count(report.xenOnly)} stayed in Xen,{' '}
        {count(report.toDeviceModel)} reached the device model, {count(report.unknown)} not known.
        {hardware &&
          ` Hardware: ${count(hardware.yes)} reached it, ${count(hardware.no)} did not, ${count(hardware.unknown)} not known${hardware.remark === null ? '' : ` (${hardware.remark})`}.`}
        {guest &&
          ` The guest’s own record has ${count(guest.seen)} of them, and ${count(guest.onlyInGuest)} that nothing below shows.`}
      </p>
      {start && (
        <p>
          Start: {start.sentence}
          {alike.length > 0 &&
            ` ${alike.length === 1 ? 'One other start fits' : `${alike.length} other starts fit`} the facts as well.`}
        </p>
      )}
      {remarks.length + alike.length > 0 && (
        <details>
          <summary>{remarks.length + alike.length} remarks</summary>
          <ul>
            {remarks.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {alike.map(({ sentence }) => (
              <li key={sentence}>Or: {sentence}</li>
            ))}
          </ul>
        </details>
      )}
      <label className="traces-field">
        <input
          type="checkbox"
          checked={onlyDifferent}
          onChange={(event) => setOnlyDifferent(event.target.checked)}
        />
        <span>Only accesses on which the model differs ({count(differing)})</span>
      </label>
      <div className="traces-join-scroll" tabIndex={0} role="group" aria-label="Facts of each access">
        <table>
          <thead>
            <tr>
              <th scope="col">Access</th>
              <th scope="col">What</th>
              <th scope="col">Where it went</th>
              {hardware && <th scope="col">Hardware</th>}
              <th scope="col">{keptDesign(report.design).title}</th>
              <th scope="col">Lines</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <FactRow key={row.access} row={row} report={report} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + 10 * SHOWN)}>
          Show more: {count(rows.length - most)} are left
        </button>
      )}
    </>
  );
}

const WHERE = { xen: 'stayed in Xen', 'device-model': 'reached the device model', unknown: 'not known' };
const REACHED = { yes: 'reached', no: 'not reached', unknown: 'not known' };

function FactRow({
  row,
  report,
  onOpen,
}: {
  row: JoinedRow;
  report: JoinReport;
  onOpen: (index: number) => void;
}) {
  const { access, op, size, address, value, outcome, disagrees } = row;
  const different = report.modelDisagrees.filter((one) => one.access === access);
  const times = row.count > 1 ? ` ${row.count} times` : '';
  return (
    <tr data-differs={disagrees.length > 0}>
      <th scope="row">
        <button
          type="button"
          className="button button-small"
          disabled={outcome === null}
          aria-label={`Open access ${access + 1} in the Route view`}
          onClick={() => onOpen(access)}
        >
          {count(access + 1)}
        </button>
      </th>
      <td className="mono" data-label="What">
        {op}
        {times} {size === null ? '?' : size} {size === 1 ? 'byte' : 'bytes'} at {address}
        {value === null ? '' : `: ${value}`}
      </td>
      <td data-label="Where it went">
        {WHERE[row.where]}
        {row.doubt !== null && <small>{row.doubt}</small>}
      </td>
      {report.hardware && (
        <td data-label="Hardware">
          {REACHED[row.hardware ?? 'unknown']}
          {(row.how ?? row.hardwareDoubt) !== null && <small>{row.how ?? row.hardwareDoubt}</small>}
        </td>
      )}
      <td data-label="Model">
        {outcome !== null && (
          <span className="traces-join-outcome">
            <OutcomeSwatch outcome={outcome} /> {OUTCOMES[outcome].word}
          </span>
        )}
        {different.map(({ kind, fact, model }) => (
          <strong key={kind}>
            Differs: fact: {fact}; model: {model}.
          </strong>
        ))}
      </td>
      <td className="mono" data-label="Lines">
        {(
          [
            ['Xen', row.xenLine],
            ['log', row.logLine],
            ['hardware', row.hardwareLine],
            ['guest', row.guestLine],
          ] as const
        )
          .flatMap(([side, line]) => (line === null ? [] : `${side} ${count(line)}`))
          .join(', ')}
      </td>
    </tr>
  );
}
