/** C02, C03, C16 and C22: which writes and reads of the table get to the device model. */
import type { Design } from '../context.ts';
import { VECTOR_CONTROL } from '../state.ts';
import {
  at,
  bind,
  listed,
  mask,
  no,
  NOBODY,
  notAsked,
  read,
  setData,
  stepNumber,
  unmask,
  UP,
  UP_STEPS,
  write,
  yes,
  type ClaimCheck,
  type Told,
} from './claim.ts';
import { LINUX_LOADS, LINUX_MOVES, WINDOWS_MOVES } from './drivers.ts';

const MASKED = 1n << 32n;

/** Writes of a control word of the table among `told`, and how many of them the device model saw. */
function controlWrites(told: readonly Told[]): { all: number; passed: number; idle: number } {
  const controls = told.filter(
    ({ route: { step } }) => step.op === 'write' && step.size === 4 && ((step.offset - at(0, 0)) & 15) === 12,
  );
  const passed = controls.filter(({ forwarded }) => forwarded);
  return {
    all: controls.length,
    passed: passed.length,
    idle: passed.filter(({ changesControl }) => !changesControl).length,
  };
}

/** XENFEAT_dm_msix_all_writes is set where the writes are advertised; what was posted before left open how to say it. */
const hasFeatureBit = ({ xen }: Design): boolean => xen.allWrites === 'advertised';

const WINDOWS = LINUX_LOADS.length + LINUX_MOVES.length;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const FORWARDING_CLAIMS: readonly ClaimCheck[] = [
  {
    id: 'C02',
    shares: false,
    steps: [
      ...UP,
      mask(0),
      unmask(0),
      mask(0),
      setData(0, 0x42n),
      unmask(0),
      write(at(0, 2), 0x41n | MASKED, 8),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const passed = (n: number) => told[UP_STEPS + n]?.forwarded === true;
      if (passed(0))
        return notAsked(
          UP_STEPS,
          'This is no Xen from before the change: setting the mask bit is passed on.',
        );
      const against = [
        ...(passed(1) ? [] : [[1, 'a clear without a changed message is not passed on'] as const]),
        ...(passed(5) ? [[5, 'a quad write that sets the bit is'] as const] : []),
      ];
      const [first] = against;
      if (first === undefined) return yes(UP_STEPS + 4, 'Only clearing is passed on.');
      const what = listed(against.map(([n, words]) => `${words} (${stepNumber(UP_STEPS + n)})`));
      return no(
        UP_STEPS + first[0],
        `True of a clear after a change (${stepNumber(UP_STEPS + 4)}), but ${what}.`,
      );
    },
  },
  {
    id: 'C03',
    shares: false,
    steps: [...LINUX_LOADS, ...LINUX_MOVES, ...WINDOWS_MOVES],
    judge(told, design) {
      const last = told.length - 1;
      if (!design.deviceModel.present) return notAsked(last, NOBODY);
      const linux = controlWrites(told.slice(0, WINDOWS));
      const windows = controlWrites(told.slice(WINDOWS));
      const counted = (who: string, { all, passed, idle }: typeof linux) =>
        `of ${all} control writes of ${who} ${passed} reach the device model, ${idle} of them without changing the mask bit`;
      const sentence = `${capital(counted('Linux', linux))}; ${counted('Windows', windows)}.`;
      if (windows.idle === 0) return notAsked(last, `${sentence} What changes nothing costs nothing here.`);
      return linux.idle === 0 && windows.idle <= 1 ? yes(last, sentence) : no(last, sentence);
    },
  },
  {
    id: 'C16',
    shares: false,
    steps: [...UP, ...bind(3), mask(0), setData(0, 0x42n), setData(3, 0x42n), read(at(0, 2)), read(at(3, 2))],
    judge(told, design) {
      const n = told.length - 5;
      if (!design.deviceModel.present) return notAsked(n, NOBODY);
      const passed = told.slice(n).map(({ forwarded }) => forwarded);
      const kept = passed.slice(0, 3).indexOf(false);
      if (kept >= 0)
        return notAsked(
          n + kept,
          kept === 0
            ? 'Not even every write is passed on: setting the mask bit ends in Xen.'
            : 'Not even every write is passed on.',
        );
      return passed[3]
        ? no(n + 3, 'Reads of entry 0 go to the device model as well.')
        : yes(
            n + 3,
            'Every write is passed on; entry 0 is read from Xen’s copy, entry 3 from the device model.',
          );
    },
  },
  {
    id: 'C22',
    shares: false,
    steps: [
      ...UP,
      mask(0),
      write(at(0, 2), 0x42n | MASKED, 8),
      write(at(0, VECTOR_CONTROL), 0n, 8),
      write(at(0, VECTOR_CONTROL) + 1, 0n),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const names = [
        'a dword write',
        'a quad write',
        'a quad write at a 4-aligned address',
        'an unaligned write',
      ];
      const missed = names.flatMap((_, n) => (told[UP_STEPS + n]?.forwarded === true ? [] : [n]));
      const what = `${listed(missed.map((n) => `${names[n]!} (${stepNumber(UP_STEPS + n)})`))} ${missed.length === 1 ? 'does' : 'do'} not reach the device model.`;
      const first = UP_STEPS + (missed[0] ?? 3);
      const all = 'every one of these writes reaches the device model.';
      if (!hasFeatureBit(design))
        return notAsked(first, `This Xen has no such bit; ${missed.length === 0 ? all : what}`);
      return missed.length === 0 ? yes(first, capital(all)) : no(first, capital(what));
    },
  },
];
