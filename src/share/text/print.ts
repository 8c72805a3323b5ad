import { hex } from '#model/base/hex.ts';
import { isSame } from '#model/base/same.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { placeName } from '#model/narrate.ts';
import type { Step } from '#model/access.ts';
import type { Bar, DeviceDescription, NamedRegister } from '#model/device.ts';
import { catalogueNames, type Catalogue } from '../catalogue.ts';
import type { AttachedLine, SharedDocument, ShowLine } from '../document.ts';
import { PLAIN_LOOK, type SharedLook } from '../look.ts';
import type { FlatEvent } from '../step-kinds.ts';

/**
 * The document as scenario text, version 1. Parsing it gives the document back, and printing that gives the same
 * text: nothing is lost and nothing is added. A step of a kind that the language lacks becomes a comment that says so.
 */
export function printScenario(document: SharedDocument, catalogue: Catalogue): string {
  const { scenario, step, hop, view } = document;
  const layout = layoutOf(scenario.device);
  const attached = linesByPosition(document.lines);
  const body = scenario.steps.flatMap((one, n) => [printStep(one, layout), ...(attached.get(n + 1) ?? [])]);
  const lines = [
    ...headerLines(document, catalogue),
    ...(step === 0 && hop === 0 ? [] : [`at ${step + 1}${hop === 0 ? '' : `.${hop}`}`]),
    ...(view === null ? [] : [`view ${view}`]),
    ...lookLines(document.look),
    '',
    ...(attached.get(0) ?? []),
    ...body,
  ];
  return `${lines.join('\n')}\n`;
}

/** What else of the screen is not as it is at first. */
function lookLines({ environment, preparation, map, zoom, picked }: SharedLook): string[] {
  const plain = PLAIN_LOOK;
  const isZoomed = !isSame(zoom, plain.zoom) || picked !== null;
  return [
    ...(environment === plain.environment ? [] : [`environment ${environment}`]),
    ...(preparation === plain.preparation && map === plain.map
      ? []
      : [`survey ${preparation}${map === plain.map ? '' : ` ${map}`}`]),
    ...(isZoomed
      ? [
          `zoom ${zoom.level}${zoom.bit === 0 ? '' : ` ${zoom.bit}`}${picked === null ? '' : ` ${signed(picked.offset)} size ${picked.size}`}`,
        ]
      : []),
  ];
}

/** What a document says before its first step, line by line; not where to stop, nor which view is open. */
export function headerLines({ scenario, designs }: SharedDocument, catalogue: Catalogue): string[] {
  return [
    'msixscope 1',
    ...(scenario.name === '' ? [] : [`name ${freeText(scenario.name)}`]),
    ...(scenario.note === '' ? [] : [`note ${freeText(scenario.note)}`]),
    ...deviceLines(scenario.device, catalogue),
    ...registerLines(scenario.registers),
    `design ${designs.join(' ')}`,
  ];
}

function linesByPosition(lines: readonly AttachedLine[]): Map<number, string[]> {
  const byPosition = new Map<number, string[]>();
  for (const line of lines) {
    const there = byPosition.get(line.after) ?? [];
    byPosition.set(line.after, there);
    there.push(printLine(line));
  }
  return byPosition;
}

/** One step as a line of the language. */
export function printStep(step: Step, layout: Layout): string {
  switch (step.op) {
    case 'write':
      return `W${step.size} ${placeName(step.offset, layout)} = ${hex(step.value)}`;
    case 'read':
      return `R${step.size} ${placeName(step.offset, layout)}`;
    case 'enable':
      return step.maskall ? 'enable masked' : 'enable';
    case 'disable':
      return 'disable';
    case 'rep-write':
      return `rep W${step.size} ${repPlace(step, layout)} = ${step.values.map(hex).join(', ')}`;
    case 'rep-read':
      return `rep R${step.size} ${repPlace(step, layout)}`;
    case 'begin':
      return `begin ${printStep(step.access, layout)}`;
    default:
      return printEvent(step);
  }
}

function printEvent(event: FlatEvent): string {
  switch (event.op) {
    case 'raise':
      return `raise ${event.entry}`;
    case 'host-mask':
      return `host ${event.masked ? 'mask' : 'unmask'} ${event.entry}`;
    case 'move-bar':
      return `move bar ${signed(event.to)}`;
    case 'decode':
      return `decode ${event.on ? 'on' : 'off'}`;
    case 'prepare':
      return event.done ? 'prepare' : 'release';
    case 'dm-bind':
      return `dm bind ${event.entry} table ${signed(event.gtable)} vector ${hex(event.vector)} flags ${hex(event.flags)}`;
    case 'dm-unbind':
      return `dm unbind ${event.entry}`;
    case 'dm-slot':
      return `dm slot ${event.broken ? 'broken' : 'mended'}`;
    case 'serve':
    case 'complete':
      return event.op;
    default:
      return `# A step that this version cannot write: ${(event as { op: string }).op}`;
  }
}

function repPlace(step: Extract<Step, { count: number }>, layout: Layout): string {
  return `${placeName(step.offset, layout)} x${step.count}${step.df ? ' down' : ''}`;
}

/** An attached line as the language writes it: one line, or a moment with its notes below. */
export function printLine(line: AttachedLine): string {
  switch (line.kind) {
    case 'comment':
      return `# ${oneLine(line.text)}`.trimEnd();
    case 'moment':
      return `moment ${oneLine(line.text)}`.trimEnd();
    case 'show':
      return [showText(line), ...notesOf(line)].join('\n');
    case 'expect':
      return `expect ${claimText(line)}${line.under === null ? '' : ` under ${line.under}`}`;
  }
}

/** `34.2 in "Name" on 8086:2725 view compare design A B: sentence`, with `show` before it. */
function showText({ step, hop, view, designs, scenario, device, text }: ShowLine): string {
  const words = [
    'show',
    step === null ? '?' : `${step + 1}${hop === null ? '' : `.${hop}`}`,
    ...(scenario === null ? [] : [`in ${JSON.stringify(scenario)}`]),
    ...(device === null ? [] : [`on ${PCI_ID.test(device) ? device : JSON.stringify(device)}`]),
    ...(view === null ? [] : [`view ${view}`]),
    ...(designs.length === 0 ? [] : [`design ${designs.join(' ')}`]),
  ].join(' ');
  return text === '' ? words : `${words}: ${oneLine(text)}`;
}

const PCI_ID = /^[0-9a-f]{4}:[0-9a-f]{4}$/;

const notesOf = ({ notes }: ShowLine): string[] =>
  notes === '' ? [] : notes.split('\n').map((line) => `notes ${line}`.trimEnd());

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

function claimText({ claim }: Extract<AttachedLine, { kind: 'expect' }>): string {
  switch (claim.kind) {
    case 'outcome':
      return claim.outcome;
    case 'value':
      return `value ${claim.values.map(hex).join(', ')}`;
    case 'seen':
      return `${claim.seen ? 'seen' : 'unseen'} ${claim.by}`;
  }
}

/** Text to the end of a line: as it is where that is plain, else as a JSON string. */
function freeText(text: string): string {
  const isPlain = text.trim() === text && !text.startsWith('"') && !hasControls(text);
  return isPlain ? text : JSON.stringify(text);
}

/** Control characters, and the line ends of Unicode, which some programs break lines at. */
function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
}

function deviceLines(device: DeviceDescription, catalogue: Catalogue): string[] {
  const named = catalogueNames(device, catalogue);
  if (named !== null) return [deviceLine(named.id, named.name)];
  const { msix, registers } = device;
  const state = [
    ...(msix.enabled === null ? [] : [msix.enabled ? 'enabled' : 'disabled']),
    ...(msix.masked === null ? [] : [msix.masked ? 'masked' : 'unmasked']),
  ];
  return [
    deviceLine(device.id, device.name),
    ...(device.slot === null ? [] : [`slot ${device.slot}`]),
    ...device.bars.map(barLine),
    `table bar ${msix.table.bar} +${hex(msix.table.offset)} entries ${msix.entries}`,
    `pba bar ${msix.pba.bar} +${hex(msix.pba.offset)}`,
    ...(state.length === 0 ? [] : [`state ${state.join(' ')}`]),
    ...registers.map(namedRegisterLine),
  ];
}

function deviceLine(id: string | null, name: string | null): string {
  return `device${id === null ? '' : ` ${id}`}${name === null ? '' : ` ${JSON.stringify(name)}`}`;
}

function barLine(bar: Bar): string {
  return [
    `bar ${bar.index}`,
    ...(bar.kind === 'io' ? ['io'] : []),
    bar.address === null ? 'unassigned' : hex(bar.address),
    bar.size === null ? 'unsized' : sizeText(bar.size),
    ...(bar.width === null ? [] : [`${bar.width}-bit`]),
    ...(bar.prefetchable ? ['prefetchable'] : []),
  ].join(' ');
}

const UNITS: readonly (readonly [string, number])[] = [
  ['G', 2 ** 30],
  ['M', 2 ** 20],
  ['K', 2 ** 10],
];

function sizeText(bytes: number): string {
  const unit = UNITS.find(([, size]) => bytes > 0 && bytes % size === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : String(bytes);
}

function namedRegisterLine({ bar, offset, size, name, purpose, source }: NamedRegister): string {
  const words = [name, purpose, source].map((text) => JSON.stringify(text)).join(' ');
  return `register bar ${bar} ${signed(offset)} size ${size} ${words}`;
}

function registerLines(registers: ReadonlyMap<number, number>): string[] {
  const sorted = [...registers].sort(([a], [b]) => a - b);
  return sorted.map(([offset, value]) => `register ${signed(offset)} = ${hex(value)}`);
}

const signed = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : `+${hex(offset)}`);
