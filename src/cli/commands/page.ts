import { hex } from '#model/base/hex.ts';
import { deviceEffects, type DeviceEffect } from '#model/device-effects.ts';
import { layoutOf, regionsOf, type Layout } from '#model/layout.ts';
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
  const layout = layoutOf(description);
  return lines([
    heading === '' ? 'A device' : heading,
    ...notes,
    ...layout.contradictions.map(({ sentence }) => `  ${sentence}`),
    ...layoutLines(layout),
    '',
    ...effectLines(deviceEffects(layout)),
  ]);
}

function layoutLines(layout: Layout): string[] {
  const { device, entries, tableFirstPage, tableLastPage } = layout;
  const { table, pba } = device.msix;
  const pages = tableLastPage - tableFirstPage + 1;
  const trapped = regionsOf(layout).filter(({ kind }) => kind !== 'plain');
  return [
    `  ${entries} entr${entries === 1 ? 'y' : 'ies'}; table in BAR ${table.bar} at ${hex(table.offset)}, PBA in BAR ${pba.bar} at ${hex(pba.offset)}; the table touches ${pages} page${pages === 1 ? '' : 's'}`,
    ...trapped.map(({ kind, start, end }) => {
      const what = kind === 'adjacent' ? 'registers' : kind === 'pba' ? 'PBA' : 'table';
      return `    ${hex(start)} to ${hex(end - 1)}: ${what}, ${end - start} bytes`;
    }),
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
