import { DEVICES } from '#content/devices.ts';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { Run } from '#model/run.ts';
import { documentOf, type SharedDocument } from '#share/document.ts';
import { figure } from '#share/figure/figure.ts';
import { encodeFile } from '#share/file.ts';
import { decodeLink, encodeLink } from '#share/link/link.ts';
import { parseScenario } from '#share/text/parse.ts';
import { printScenario } from '#share/text/print.ts';
import { seconds } from './measure.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);
const AX210 = CATALOGUE.find(({ id }) => id === '8086:2725')!;
const LINES = 100_000;

/** A driver at work: messages, mask bits, and registers beside the table, in a fixed order. */
function driver(count: number): SharedDocument {
  const steps = Array.from({ length: count }, (_, n): Step => {
    const entry = Math.floor(n / 4) % 16;
    if (n % 4 === 3) return { op: 'read', offset: 0x2800 + 4 * entry, size: 4 };
    const value = BigInt((Math.imul(n, 2654435761) >>> 0) % (n % 4 === 2 ? 2 : 2 ** 32));
    return {
      op: 'write',
      offset: n % 4 === 1 ? 0x2800 + 4 * entry : 0x2000 + 16 * entry + (n % 4) * 6,
      size: 4,
      value,
    };
  });
  const scenario = { name: 'bench', note: '', device: AX210, registers: new Map<number, number>(), steps };
  return documentOf(scenario, [DESIGNS[0]!.id], { step: count >> 1 });
}

const ms = (value: number): string => `${(1000 * value).toFixed(value < 0.01 ? 2 : 0)} ms`;
const times = (value: number, baseline: number): string => `${(value / baseline).toFixed(1)} x`;

/** Links, figures and texts, each against what reading the same as JSON or as bare lines costs. */
export function benchShare(): string[] {
  const hundred = driver(100);
  const thousand = driver(1000);
  const link = encodeLink(hundred, CATALOGUE);
  if (!link.ok) throw new Error(link.error);
  const json = encodeFile(hundred);
  const decode = seconds(() => decodeLink(link.value, CATALOGUE), 51);
  const parseJson = seconds(() => JSON.parse(json) as unknown, 51);
  const one = seconds(() => figure(thousand, CATALOGUE));
  const all = seconds(() => figure(thousand, CATALOGUE, { what: 'scenario' }));
  const bare = seconds(() => new Run(thousand.scenario, DESIGNS[0]!));
  const text = printScenario(driver(LINES), CATALOGUE);
  const parse = seconds(() => parseScenario(text, CATALOGUE), 3);
  const split = seconds(() => text.split('\n').map((line) => line.split(' ')), 3);
  const broken = text.replaceAll('+0x2804 = ', '+0x2804 ');
  const withMistakes = seconds(() => parseScenario(broken, CATALOGUE), 3);
  return [
    `link of 100 accesses (${link.value.length} characters) decoded in ${ms(decode)}, ${times(decode, parseJson)} JSON.parse of the same`,
    `figure of 1,000 accesses in ${ms(all)}, of one step of them in ${ms(one)} (wanted: 50 ms), ${times(all, bare)} and ${times(one, bare)} running them without one`,
    `text of ${LINES} lines parsed in ${ms(parse)}, ${times(parse, split)} splitting its lines into words; with mistakes in ${ms(withMistakes)}`,
  ];
}
