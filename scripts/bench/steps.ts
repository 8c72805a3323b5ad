/** Stepping through a long scenario: what the app computes between a key and the next picture, the drawing apart. */
import { DEVICES } from '#content/devices.ts';
import type { Step } from '#model/access.ts';
import type { Scenario } from '#model/scenario.ts';
import { beliefMoments } from '#scene/beliefs-moments.ts';
import { routeOf, stateAt, stateBefore } from '#state/derived.ts';
import { activeRun, createWorkbench } from '#state/workbench.ts';
import { seconds } from './measure.ts';

const ACCESSES = 10_000;
const FRAME_MS = 16;
const STEPS = 400;
/** The card that most scenarios are about, and the largest table there can be. */
const STEPPED = ['8086:2725', '104c:b010'];

/** One vector comes up, then masks, unmasks and register accesses in a fixed order. */
export function longScenario(id: string): Scenario {
  const device = DEVICES.find(({ description }) => description.id === id)!.description;
  const { entries, table } = device.msix;
  const control = (entry: number) => table.offset + 16 * entry + 12;
  const steps: Step[] = [
    { op: 'write', offset: table.offset, size: 4, value: 0xfee01000n },
    { op: 'write', offset: table.offset + 8, size: 4, value: 0x4041n },
    { op: 'enable', maskall: false },
    { op: 'write', offset: control(0), size: 4, value: 0n },
  ];
  let seed = 2026;
  while (steps.length < ACCESSES) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const dice = (seed >>> 16) % 10;
    const offset = table.offset + 16 * entries + 4 * ((seed >>> 8) % 64);
    if (dice < 4) steps.push({ op: 'read', offset, size: 4 });
    else if (dice < 6) steps.push({ op: 'write', offset, size: 4, value: BigInt(seed) });
    else
      steps.push({ op: 'write', offset: control((seed >>> 8) % entries), size: 4, value: BigInt(seed & 1) });
  }
  return { name: 'long', note: '', device, registers: new Map(), steps };
}

/** Milliseconds for each of `STEPS` moves by `move`, sorted; each ends with what every panel asks for. */
function timed(workbench: ReturnType<typeof createWorkbench>, move: () => void): number[] {
  return Array.from({ length: STEPS }, () => {
    const start = process.hrtime.bigint();
    move();
    const run = activeRun(workbench.getState());
    const { playhead } = workbench.getState();
    routeOf(run, playhead.step);
    stateBefore(run, playhead.step);
    stateAt(run, playhead);
    return Number(process.hrtime.bigint() - start) / 1e6;
  }).sort((a, b) => a - b);
}

export function benchSteps(): string[] {
  return STEPPED.flatMap((id) => {
    const long = longScenario(id);
    const workbench = createWorkbench(long.device);
    const { openScenario, seek, stepForward, stepBack } = workbench.actions;
    openScenario(long);
    const run = activeRun(workbench.getState());
    seek({ step: ACCESSES / 2, hop: 0 });
    const forward = timed(workbench, stepForward);
    seek({ step: ACCESSES - 1, hop: 0 });
    const back = timed(workbench, stepBack);
    const worst = Math.max(forward.at(-1)!, back.at(-1)!);
    const at = (times: readonly number[], share: number) =>
      times[Math.floor(share * (times.length - 1))]!.toFixed(2);
    const moments = seconds(() => beliefMoments(run), 3);
    return [
      `${long.device.msix.entries} entries, step in ${ACCESSES} accesses: forward ${at(forward, 0.5)} ms (p95 ${at(forward, 0.95)}), ` +
        `back ${at(back, 0.5)} ms (p95 ${at(back, 0.95)}), worst ${worst.toFixed(1)} ms; limit ${FRAME_MS} ms`,
      `${long.device.msix.entries} entries, all moments of disagreement: ${(1000 * moments).toFixed(0)} ms for ${beliefMoments(run).length}`,
    ];
  });
}
