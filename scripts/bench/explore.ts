import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { designById, DESIGNS } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { MATRIX_BOUNDS, searchCells } from '#model/explore/matrix.ts';
import { Search } from '#model/explore/search.ts';
import { SETTINGS, settingById } from '#model/explore/settings.ts';
import { plainSearch } from '#model/explore/testing/plain-search.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import { millions, timed, type Taken } from './measure.ts';

/** Wanted: at least this many transitions a second, and the default matrix within these seconds on two cores. */
const TRANSITIONS = 1e6;
const MATRIX_SECONDS = 5;
/** One search is over in a tenth of a second, before the compiler is done with it. */
const WARM_RUNS = 31;

function designOf(id: string): Design {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const WORKERS = 2;

/** The default matrix shared out to two processes, without what they took to start. */
async function onTwo(): Promise<Taken> {
  const parts = await Promise.all(
    Array.from({ length: WORKERS }, async (_, n) => {
      const args = ['scripts/run-ts.mjs', 'scripts/bench/matrix-part.ts', String(n), String(WORKERS)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout) as Taken;
    }),
  );
  return {
    wall: Math.max(...parts.map(({ wall }) => wall)),
    cpu: parts.reduce((sum, { cpu }) => sum + cpu, 0),
  };
}

/** The search against a plain one that keeps whole states in a Map, and the time of the default matrix. */
export async function benchExplore(): Promise<string[]> {
  const design = designOf('xen-4.18--qemu-devmem');
  const setting = settingById('two vectors')!;
  const asked = PROPERTIES.filter((p) => p.settings.includes(setting.id) && p.notFor(design) === null);
  let search = new Search(setting, design, asked);
  const fast = timed(() => {
    search = new Search(setting, design, asked);
    while (search.advance(1_000_000));
  }, WARM_RUNS);
  const { states, transitions, depth, bytes } = search.progress;
  const some = Math.floor(transitions / 10);
  let plain = plainSearch(setting, design, asked, 1000);
  const slow = timed(() => {
    plain = plainSearch(setting, design, asked, some);
  }, 1);
  const slowRate = plain.transitions / slow.best.cpu;
  const fastRate = transitions / fast.best.cpu;
  let cells = 0;
  let searched = 0;
  const matrix = timed(() => {
    const all = DESIGNS.flatMap((one) => SETTINGS.map((s) => searchCells(s, one, PROPERTIES, MATRIX_BOUNDS)));
    cells = all.flat().length;
    // All cells of one search count the same transitions; those that do not apply count none.
    searched = all.reduce((sum, cellsOf) => sum + Math.max(0, ...cellsOf.map((c) => c.transitions)), 0);
  }, 3);
  const two = await onTwo();
  const both = ({ wall, cpu }: Taken) =>
    `${wall.toFixed(2)} s by the clock, ${cpu.toFixed(2)} s of processor`;
  const rates = ({ wall, cpu }: Taken, n: number) =>
    `${millions(n / wall)} by the clock, ${millions(n / cpu)} of processor`;
  return [
    `"${setting.id}" under ${design.id}, ${asked.length} properties: ${states} states, ${transitions} transitions, depth ${depth}`,
    `packed: transitions ${rates(fast.best, transitions)} at best, ${rates(fast.median, transitions)} in the median (wanted ${millions(TRANSITIONS)}); ${Math.round(bytes / states)} bytes a state`,
    `plain objects in a Map: transitions ${rates(slow.best, plain.transitions)}; packed is ${(fastRate / slowRate).toFixed(0)} times as fast`,
    `default matrix, ${DESIGNS.length} designs, ${SETTINGS.length} settings, ${cells} cells, ${searched} transitions, wanted ${MATRIX_SECONDS} s on two cores`,
    `  one thread: ${both(matrix.best)} at best, ${both(matrix.median)} in the median`,
    `  two processes: ${both(two)}`,
  ];
}
