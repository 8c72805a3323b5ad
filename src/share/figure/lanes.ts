import { PARTIES, type Hop, type Party } from '#model/route.ts';

const NAMES: Readonly<Record<Party, string>> = {
  guest: 'guest',
  xen: 'Xen',
  'device-model': 'QEMU',
  hardware: 'device',
};
const LABEL_WIDTH = 8;
const WIDEST_LANE = 18;
/** Rows that still make a picture; a route with more is told by its list alone. */
const MOST_ROWS = 24;

/** A run of hops of one party. */
interface Stay {
  readonly party: Party;
  readonly first: number;
  last: number;
}

/**
 * The way of an access between the parties, a lane each but for a device model that is not there; null when it would be
 * too long for a picture.
 */
export function lanes(hops: readonly Hop[], width: number, hasDeviceModel = true): string[] | null {
  const parties = PARTIES.filter((party) => hasDeviceModel || party !== 'device-model');
  const stays: Stay[] = [];
  hops.forEach((hop, n) => {
    const last = stays.at(-1);
    if (last?.party === hop.party) last.last = n + 1;
    else stays.push({ party: hop.party, first: n + 1, last: n + 1 });
  });
  if (stays.length === 0 || stays.length > MOST_ROWS) return null;
  const lane = Math.min(WIDEST_LANE, Math.floor((width - LABEL_WIDTH - 5) / 3));
  const columnOf = (party: Party) => LABEL_WIDTH + 2 + parties.indexOf(party) * lane;
  const rows = stays.map((stay, n) => {
    const row = Array.from({ length: columnOf('hardware') + 1 }, () => ' ');
    for (const party of parties) row[columnOf(party)] = '|';
    const label = stay.first === stay.last ? `${stay.first}` : `${stay.first}-${stay.last}`;
    Array.from(label.padStart(LABEL_WIDTH - 1)).forEach((char, k) => (row[k] = char));
    const from = stays[n - 1];
    if (from) draw(row, columnOf(from.party), columnOf(stay.party));
    row[columnOf(stay.party)] = 'o';
    return row.join('').trimEnd();
  });
  return [header(parties, columnOf), ...rows];
}

function draw(row: string[], from: number, to: number): void {
  const step = to > from ? 1 : -1;
  row[from] = '+';
  for (let at = from + step; at !== to; at += step) row[at] = '-';
  row[to - step] = step > 0 ? '>' : '<';
}

function header(parties: readonly Party[], columnOf: (party: Party) => number): string {
  const row: string[] = [];
  for (const party of parties) {
    const name = NAMES[party];
    const start = columnOf(party) - Math.floor(name.length / 2);
    Array.from(name).forEach((char, n) => (row[start + n] = char));
  }
  return Array.from(row, (char: string | undefined) => char ?? ' ').join('');
}
