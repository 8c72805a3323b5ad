import { hex } from '#model/base/hex.ts';
import { deviceEffects, type DeviceEffect } from '#model/device-effects.ts';
import { layoutOf, pageStart, relativeOffset, sharedSpan, type Layout } from '#model/layout.ts';
import { withKnownRegisters, type KnownDevice } from '#model/known-registers.ts';
import { zonesOf, type Zone } from '#model/zones.ts';
import { DEVICES } from '#content/devices.ts';
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import type { ImportedDevice } from '#import/lspci/read-device.ts';
import { argumentsOf, done, lines, refused, type Command } from '../command.ts';
import { runPage } from '../page-report.ts';

const HELP = `usage: msixscope page LSPCI [--json]

Shows where table, PBA and registers of a device lie, and what each design does to the registers next to the table.

  LSPCI   a file, or - for standard input, with the output of "sudo lspci -vv"
  --json  the layout only, as JSON, the same as "npm run -s page"`;

export const page: Command = {
  name: 'page',
  summary: 'layout of a device, and what each design does to it',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, { json: { type: 'boolean' } });
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    if (file === undefined || others.length > 0)
      return refused(`Name one file with the output of lspci. ${HELP.split('\n')[0]!}`);
    if (given.value.flag('json')) return runPage([file], read);
    const text = read(file);
    if (!text.ok) return refused(text.error);
    const report = parseLspci(text.value);
    const messages = report.messages.map(({ message }) => message);
    if (report.devices.length === 0) return refused(messages.join('\n'));
    return { ...done(report.devices.map(deviceText).join('\n')), stderr: lines(messages) };
  },
};

function deviceText(device: ImportedDevice): string {
  const { slot, id, name, description, messages } = device;
  const heading = [slot, name, id === null ? null : `[${id}]`].filter((part) => part !== null).join(' ');
  const notes = messages.map(({ message }) => `  ${message}`);
  if (description === null)
    return lines([
      heading === '' ? 'A device' : heading,
      '  Its layout is not known: the text does not tell count, table and PBA.',
      ...notes,
    ]);
  const known = withKnownRegisters(
    description,
    DEVICES.map((item) => item.description),
  );
  const layout = layoutOf(known.device);
  return lines([
    heading === '' ? 'A device' : heading,
    ...notes,
    ...layoutLines(layout),
    ...registerLines(known),
    '',
    ...effectLines(deviceEffects(layout)),
  ]);
}

function layoutLines(layout: Layout): string[] {
  const { device, entries, tableFirstPage, tableLastPage, pbaFirstPage, pbaLastPage } = layout;
  const { table, pba } = device.msix;
  const pages = tableLastPage - tableFirstPage + 1;
  const isPbaThere =
    pbaFirstPage !== null &&
    pbaLastPage !== null &&
    pbaFirstPage <= tableLastPage &&
    pbaLastPage >= tableFirstPage;
  const onPage = pages === 1 ? 'on that page' : 'on one of those pages';
  const start = pageStart(layout, tableFirstPage);
  return [
    `  ${entries} entr${entries === 1 ? 'y' : 'ies'}; table in BAR ${table.bar} at ${hex(table.offset)}, PBA in BAR ${pba.bar} at ${hex(pba.offset)}; the table touches ${pages} page${pages === 1 ? '' : 's'}${isPbaThere ? `, and the PBA lies ${onPage}` : ''}`,
    ...zonesOf(layout, { start, end: pageStart(layout, tableLastPage + 1) }).map((zone) =>
      zoneLine(layout, zone),
    ),
  ];
}

const ZONE_WORDS: Readonly<Record<Zone['kind'], string>> = {
  table: 'table',
  pba: 'PBA',
  adjacent: 'registers',
  plain: 'registers',
  outside: 'in no BAR that is known',
};

/** A run of the table's pages, in offsets of its own BAR. */
function zoneLine(layout: Layout, { kind, bar, start, end }: Zone): string {
  const { table } = layout.device.msix;
  const origin = bar === null ? 0 : (relativeOffset(layout, bar, 0) ?? 0);
  const shared = kind === 'table' ? sharedSpan(layout) : null;
  const also = shared !== null && shared.start < end && start < shared.end ? ', said to be the PBA too' : '';
  const bytes = end - start;
  if (bar === null)
    return `    the ${bytes} bytes ${start < layout.tableStart ? 'before' : 'behind'} that: ${ZONE_WORDS[kind]}`;
  const name = bar === table.bar ? '' : `BAR ${bar} `;
  return `    ${name}${hex(start - origin)} to ${hex(end - 1 - origin)}: ${ZONE_WORDS[kind]}, ${bytes} bytes${also}`;
}

/** The known registers on the pages of the table, and how the device was recognised. */
function registerLines({ device, fellow, by }: KnownDevice): string[] {
  if (fellow === null) return [];
  const how = by === 'name' ? `, found by its name (the text has no id): ${fellow.name}` : '';
  return [
    `  Registers known from the catalogue${how}`,
    ...device.registers.map(({ offset, name, purpose }) => `    ${hex(offset)} ${name}: ${purpose}`),
  ];
}

/** Designs that do the same to this device are told together. */
function effectLines(effects: readonly DeviceEffect[]): string[] {
  const groups = new Map<string, DeviceEffect[]>();
  for (const effect of effects) {
    const key = effect.sentences.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), effect]);
  }
  return [...groups.values()].flatMap((group) => [
    `  ${group[0]!.verdict}: ${group.map(({ design }) => design.id).join(', ')}`,
    ...group[0]!.sentences.map((sentence) => `    ${sentence}`),
  ]);
}
