import { hex } from '#model/base/hex.ts';
import { layoutOf } from '#model/layout.ts';
import { DEVICES } from '#content/devices.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';

const HELP = `usage: msixscope devices [--json]

Lists the devices of the catalogue: vendor and device, name, layout and what is remarkable about it.`;

export const devices: Command = {
  name: 'devices',
  summary: 'the devices of the catalogue',
  help: HELP,
  run: (args) => {
    const given = argumentsOf(args, { json: { type: 'boolean' } });
    if (!given.ok) return refused(given.error);
    const [extra] = given.value.positionals;
    if (extra !== undefined) return refused(`"devices" takes no file, and "${extra}" was given.`);
    const all = DEVICES.map(({ description, note, source }) => ({
      id: description.id,
      name: description.name,
      entries: description.msix.entries,
      table: { bar: description.msix.table.bar, offset: hex(description.msix.table.offset) },
      pba: { bar: description.msix.pba.bar, offset: hex(description.msix.pba.offset) },
      classes: layoutOf(description).classes,
      note,
      source,
    }));
    if (given.value.flag('json')) return done(printedJson(all));
    return done(
      lines(
        all.map(
          ({ id, name, entries, table, pba, classes }) =>
            `${id ?? '?'}  ${name}: ${entries} entr${entries === 1 ? 'y' : 'ies'}, table BAR ${table.bar}+${table.offset}, PBA BAR ${pba.bar}+${pba.offset} (${classes.join(', ')})`,
        ),
      ),
    );
  },
};
