import {
  MAX_ENTRIES,
  type Bar,
  type BarOffset,
  type DeviceDescription,
  type NamedRegister,
} from '#model/device.ts';
import { deviceMeant, deviceNamed, type Catalogue } from '../catalogue.ts';
import { FURTHEST } from '#model/limits.ts';
import { hasWord, numberIn, stringIn, tokenOf, tokensOf, type Complaints } from './reader.ts';
import type { Statement } from './statements.ts';

const HIGHEST_ADDRESS = 2 ** 52 - 1;
const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** The device of a text, from the catalogue or spelled out; null (with a complaint) when it cannot be told. */
export function readDevice(
  statements: readonly Statement[],
  catalogue: Catalogue,
  complaints: Complaints,
): DeviceDescription | null {
  const all = (name: string) => statements.filter((statement) => statement.name === name);
  const [device, ...furtherDevices] = all('Device');
  for (const name of ['Slot', 'Table', 'Pba', 'State'])
    for (const further of all(name).slice(1))
      complaints.at(further, further, 'This was said before: remove this line.');
  for (const further of furtherDevices)
    complaints.at(further, further, 'A text has one device: remove this line, or make a second text of it.');
  if (!device) {
    complaints.problems.push({
      line: 1,
      column: 1,
      length: 0,
      sentence: 'No device is named. Add a line such as: device 8086:2725.',
    });
    return null;
  }
  const id = tokenOf(device, 'PciId')?.text.toLowerCase() ?? null;
  const nameToken = tokenOf(device, 'String');
  const name = nameToken === undefined ? null : stringIn(device, nameToken, complaints);
  const [table] = all('Table');
  const [pba] = all('Pba');
  const named = all('Register').filter((statement) => tokenOf(statement, 'String') !== undefined);
  if (!table && !pba && all('Bar').length === 0) {
    const found = deviceNamed({ id, name }, catalogue);
    if (!found) {
      const meant = deviceMeant(id ?? '', catalogue) || deviceMeant(name ?? '', catalogue);
      complaints.at(
        device,
        device,
        `The catalogue has no device ${device.text.replace(/^device\s*/, '')}. ${meant === '' ? 'Spell' : `${meant} If not, spell`} it out with bar, table and pba lines.`,
      );
      return null;
    }
    const more = named.flatMap((one) => namedRegister(one, found.msix.table.bar, complaints));
    return more.length === 0 ? found : { ...found, registers: [...found.registers, ...more] };
  }
  const where = table && placeIn(table, complaints);
  if (!where) {
    if (!table)
      complaints.at(
        device,
        device,
        'The device has no table line: add one such as table bar 0 +0x2000 entries 16.',
      );
    return null;
  }
  const pending = pba && placeIn(pba, complaints);
  if (!pending) {
    if (!pba) complaints.at(device, device, 'The device has no pba line: add one such as pba bar 0 +0x3000.');
    return null;
  }
  const entriesToken = tokensOf(table, 'Number').at(-1)!;
  const entries = numberIn(table, entriesToken, 1, MAX_ENTRIES, complaints);
  if (entries === null) return null;
  const [slot] = all('Slot');
  const [state] = all('State');
  const told = (yes: string, no: string) =>
    state === undefined ? null : hasWord(state, yes) ? true : hasWord(state, no) ? false : null;
  return {
    id,
    slot: slot ? (tokenOf(slot, 'SlotId')?.text ?? null) : null,
    name: name ?? id ?? '',
    bars: all('Bar').flatMap((one) => barOf(one, complaints)),
    msix: {
      entries,
      table: where,
      pba: pending,
      enabled: told('enabled', 'disabled'),
      masked: told('masked', 'unmasked'),
    },
    registers: named.flatMap((one) => namedRegister(one, where.bar, complaints)),
  };
}

function placeIn(statement: Statement, complaints: Complaints): BarOffset | null {
  const bar = numberIn(statement, tokenOf(statement, 'Number')!, 0, 7, complaints);
  const offset = distanceIn(statement, complaints);
  if (bar === null || offset === null) return null;
  if (offset >= 0) return { bar, offset };
  complaints.at(statement, tokenOf(statement, 'Offset')!, 'Offsets into a BAR begin with +.');
  return null;
}

/** The signed offset of a statement, or null with a complaint. */
export function distanceIn(statement: Statement, complaints: Complaints): number | null {
  const token = tokenOf(statement, 'Offset');
  if (!token) {
    complaints.at(statement, statement, 'Name the place by its offset, such as +0x2804.');
    return null;
  }
  const distance = Number(token.text.slice(1));
  if (distance > FURTHEST) {
    complaints.at(
      statement,
      token,
      `${token.text} is too far away: offsets go up to 0x${FURTHEST.toString(16)}.`,
    );
    return null;
  }
  return token.text.startsWith('-') && distance !== 0 ? -distance : distance;
}

function barOf(statement: Statement, complaints: Complaints): Bar[] {
  const [indexToken, ...numbers] = statement.tokens.filter(
    ({ name }) => name === 'Number' || name === 'Size',
  );
  const index = numberIn(statement, indexToken!, 0, 5, complaints);
  const addressToken = hasWord(statement, 'unassigned') ? undefined : numbers.shift();
  const sizeToken = hasWord(statement, 'unsized') ? undefined : numbers.shift();
  const address = addressToken ? numberIn(statement, addressToken, 0, HIGHEST_ADDRESS, complaints) : null;
  const size = sizeToken ? bytesOf(sizeToken.text) : null;
  if (sizeToken && !(size !== null && size >= 1 && size <= FURTHEST))
    complaints.at(statement, sizeToken, `${sizeToken.text} is no size of a BAR: write 1 to 1024G.`);
  else if (index !== null && (addressToken === undefined || address !== null))
    return [
      {
        index,
        kind: hasWord(statement, 'io') ? 'io' : 'memory',
        address,
        size,
        width: widthOf(tokenOf(statement, 'BusWidth')?.text),
        prefetchable: hasWord(statement, 'prefetchable'),
      },
    ];
  return [];
}

const widthOf = (text: string | undefined): 32 | 64 | null =>
  text === undefined ? null : text === '64-bit' ? 64 : 32;

const bytesOf = (text: string): number => {
  const unit = UNITS[text.at(-1)!];
  return unit === undefined || text.startsWith('0x') ? Number(text) : Number(text.slice(0, -1)) * unit;
};

/** A register that a statement names; the BAR is the table's unless it tells another. */
function namedRegister(statement: Statement, tableBar: number, complaints: Complaints): NamedRegister[] {
  const [name, purpose, source] = tokensOf(statement, 'String').map((token) =>
    stringIn(statement, token, complaints),
  );
  const offset = distanceIn(statement, complaints);
  const barToken = tokenOf(statement, 'bar') && tokensOf(statement, 'Number')[0];
  const bar = barToken ? numberIn(statement, barToken, 0, 5, complaints) : tableBar;
  const sizeAt = statement.tokens.findIndex((token) => token.name === 'size');
  const size = sizeAt < 0 ? 4 : numberIn(statement, statement.tokens[sizeAt + 1]!, 1, FURTHEST, complaints);
  if (name == null || purpose === null || source === null || offset === null || bar === null || size === null)
    return [];
  return [{ bar, offset, size, name, purpose: purpose ?? '', source: source ?? '' }];
}
