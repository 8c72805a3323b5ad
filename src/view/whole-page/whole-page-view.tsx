import { useMemo, useState } from 'react';
import { hex } from '#model/base/hex.ts';
import { layoutOf, PAGE_SIZE, type Layout } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { outcomeAt, surveyDifference, type PageSurvey } from '#model/page-survey.ts';
import { PREPARATIONS, probeValue, stepsTo, type Preparation } from '#model/prober.ts';
import type { MapChoice } from '#share/look.ts';
import { warmUp } from '#state/survey-client.ts';
import { activeRun, activeScenario, otherRun } from '#state/workbench.ts';
import { DesignButton } from '../compare/design-button.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { DeviceTables } from './device-tables.tsx';
import { HeatMap, nameOf, type Probe } from './heat-map.tsx';
import { Legend } from './legend.tsx';
import { Loupe } from './loupe.tsx';
import { ProbeReason } from './probe-reason.tsx';
import { SpokenTable } from './spoken-table.tsx';
import { useSurvey, type Surveying } from './use-survey.ts';
import './whole-page.css';

warmUp();

const PREPARATION_WORDS: Readonly<Record<Preparation, string>> = {
  'nothing-bound': 'Nothing bound',
  'one-vector-bound': 'One vector bound',
  'after-disable': 'After disable',
};

/** Every access to the pages of the table at one glance. */
export default function WholePageView() {
  const device = useWorkbench((state) => activeScenario(state).device);
  const design = useWorkbench((state) => activeRun(state).design);
  const other = useWorkbench((state) => otherRun(state).design);
  const { preparation, map } = useWorkbench((state) => state.look);
  const { setLook, setDesign, openScenario, seek } = useActions();
  const layout = useMemo(() => layoutOf(device), [device]);
  const [picked, setPicked] = useState<{ layout: Layout; probe: Probe } | null>(null);
  const probe = picked?.layout === layout ? picked.probe : firstProbe(layout);
  const mine = useSurvey(device, map === 'other' ? null : design.id, preparation);
  const theirs = useSurvey(device, map === 'design' ? null : other.id, preparation);
  const ready = readyMap(map, mine, theirs);
  const from = ready?.from ?? null;
  const survey = ready?.survey ?? null;
  const difference = useDifference(from, survey);
  // The tables below have work of their own, which would slow down the first map.
  const [hasTables, showTables] = useState(false);
  if (!hasTables && [mine, theirs].every((one) => one?.kind !== 'working')) showTables(true);
  const setProbe = (next: Probe) => setPicked({ layout, probe: next });
  const shownDesign = map === 'other' ? other : design;

  const open = () => {
    const { offset, size, write } = probe;
    openScenario({
      name: `${nameOf(probe)}, ${PREPARATION_WORDS[preparation].toLowerCase()}`,
      note: 'One access picked on the map of the whole page.',
      device,
      registers: new Map(),
      steps: [
        ...stepsTo(preparation, layout),
        write ? { op: 'write', offset, size, value: probeValue(size) } : { op: 'read', offset, size },
      ],
    });
    if (map === 'other') setDesign(other.id);
    setLook({ view: 'route' });
    seek({ step: Number.MAX_SAFE_INTEGER, hop: Number.MAX_SAFE_INTEGER });
  };

  return (
    <main className="whole-page">
      <div className="whole-tools">
        <h2 className="panel-title">{pagesTitle(layout)}</h2>
        <fieldset className="segmented">
          <legend>State</legend>
          {PREPARATIONS.map((name) => (
            <label key={name}>
              <input
                type="radio"
                className="visually-hidden"
                name="preparation"
                checked={name === preparation}
                onChange={() => setLook({ preparation: name })}
              />
              {PREPARATION_WORDS[name]}
            </label>
          ))}
        </fieldset>
        <fieldset className="segmented">
          <legend>Map of</legend>
          {(
            [
              ['design', 'this design'],
              ['other', 'the other'],
              ['difference', 'the difference'],
            ] as const
          ).map(([name, title]) => (
            <label key={name}>
              <input
                type="radio"
                className="visually-hidden"
                name="map"
                checked={name === map}
                onChange={() => setLook({ map: name })}
              />
              {title}
            </label>
          ))}
        </fieldset>
        <DesignButton
          kind="Other design"
          design={other}
          onPick={(otherDesignId) => setLook({ otherDesignId })}
        />
      </div>
      <div className="whole-map">
        {ready === null ? (
          <Waiting states={[mine, theirs]} />
        ) : (
          <>
            <PagePicker survey={ready.survey} probe={probe} onProbe={setProbe} />
            <HeatMap
              survey={ready.survey}
              marks={difference?.marks ?? null}
              probe={probe}
              says={OUTCOMES[outcomeAt(ready.survey, probe.offset, probe.size, probe.write)].word}
              onProbe={setProbe}
              onOpen={open}
            />
            <Loupe survey={ready.survey} marks={difference?.marks ?? null} probe={probe} onProbe={setProbe} />
          </>
        )}
      </div>
      <div className="whole-side">
        {ready !== null && (
          <Legend
            survey={ready.survey}
            probe={probe}
            difference={difference}
            title={shownDesign.title}
            otherTitle={other.title}
          />
        )}
        <ProbeReason
          layout={layout}
          designs={map === 'difference' ? [design, other] : [shownDesign]}
          preparation={preparation}
          probe={probe}
          onOpen={open}
        />
      </div>
      <div className="whole-rest">
        {ready !== null && <SpokenTable survey={ready.survey} />}
        {hasTables && <DeviceTables device={device} layout={layout} designId={shownDesign.id} />}
      </div>
    </main>
  );
}

function useDifference(from: PageSurvey | null, survey: PageSurvey | null) {
  return useMemo(
    () => (from === null || survey === null ? null : surveyDifference(from, survey)),
    [from, survey],
  );
}

interface Ready {
  readonly survey: PageSurvey;
  /** What it is compared with, for a map of the difference. */
  readonly from: PageSurvey | null;
}

function readyMap(map: MapChoice, mine: Surveying | null, theirs: Surveying | null): Ready | null {
  const a = mine?.kind === 'done' ? mine.survey : null;
  const b = theirs?.kind === 'done' ? theirs.survey : null;
  if (map === 'difference') return a && b ? { survey: b, from: a } : null;
  const survey = map === 'design' ? a : b;
  return survey && { survey, from: null };
}

/** The first register after the table, else the control dword of the first entry. */
function firstProbe(layout: Layout): Probe {
  const named = layout.device.registers.find(
    ({ bar, offset }) =>
      bar === layout.device.msix.table.bar &&
      offset >= layout.trapStart &&
      offset < layout.trapEnd &&
      (offset < layout.tableStart || offset >= layout.tableEnd),
  );
  return { offset: named?.offset ?? layout.tableStart + 12, size: 4, write: true };
}

function pagesTitle({ trapStart, trapEnd }: Layout): string {
  const pages = (trapEnd - trapStart) / PAGE_SIZE;
  return pages === 1 ? `Page +${hex(trapStart)}` : `${pages} pages from +${hex(trapStart)}`;
}

function Waiting({ states }: { states: readonly (Surveying | null)[] }) {
  const state =
    states.find((one) => one?.kind === 'failed') ??
    states.find((one) => one?.kind === 'cancelled') ??
    states.find((one) => one?.kind === 'working');
  if (!state) return null;
  switch (state.kind) {
    case 'working':
      return (
        <div className="whole-waiting">
          <label>
            Trying every access <progress value={state.done} max={1} />
          </label>{' '}
          {Math.round(state.done * 100)} %
          <button type="button" className="button" onClick={state.cancel}>
            Cancel
          </button>
        </div>
      );
    case 'cancelled':
      return (
        <div className="whole-waiting">
          <p>Cancelled: the map was not finished.</p>
          <button type="button" className="button" onClick={state.again}>
            Compute it
          </button>
        </div>
      );
    case 'failed':
      return (
        <div className="whole-waiting" role="alert">
          <p>The map could not be computed. {state.message}</p>
          <button type="button" className="button" onClick={state.again}>
            Try again
          </button>
        </div>
      );
  }
}

interface PagePickerProps {
  survey: PageSurvey;
  probe: Probe;
  onProbe: (probe: Probe) => void;
}

function PagePicker({ survey, probe, onProbe }: PagePickerProps) {
  const pages = (survey.end - survey.start) / PAGE_SIZE;
  if (pages <= 1) return null;
  const page = Math.floor((probe.offset - survey.start) / PAGE_SIZE);
  return (
    <label className="page-picker">
      Page
      <select
        className="select"
        value={page}
        onChange={(event) =>
          onProbe({ ...probe, offset: probe.offset + (Number(event.target.value) - page) * PAGE_SIZE })
        }
      >
        {Array.from({ length: pages }, (_, n) => (
          <option key={n} value={n}>
            {n + 1} of {pages}, +{hex(survey.start + n * PAGE_SIZE)}
          </option>
        ))}
      </select>
    </label>
  );
}
