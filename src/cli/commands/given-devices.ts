/** Devices that a command line names for a recording, and which of those that fit it are meant. */
import { fittingDevices, type FittingDevice } from '#import/traces/geometry.ts';
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { DeviceDescription } from '#model/device.ts';
import { withKnownRegisters } from '#model/known-registers.ts';
import { deviceMeant } from '#share/catalogue.ts';
import type { ReadText } from '../command.ts';
import { CATALOGUE } from '#content/catalogue.ts';

/** Fitting devices named in a message. */
const NAMED = 12;

/** Stands for a device made up from what is accessed of a table, where --device takes an id. */
export const AS_ACCESSED = 'table';

/** Devices that the command line names; none when it names none. */
export function givenDevices(
  lspci: string | undefined,
  id: string | undefined,
  read: ReadText,
): Result<readonly DeviceDescription[]> {
  if (lspci !== undefined && id !== undefined) return failure('Give either --lspci or --device, not both.');
  if (id === AS_ACCESSED) return success([]);
  if (id !== undefined) {
    const found = CATALOGUE.filter((description) => description.id === id.toLowerCase());
    const meant = deviceMeant(id, CATALOGUE);
    if (found.length === 0)
      return failure(
        `The catalogue has no device ${id}. ${meant === '' ? '' : `${meant} `}"msixscope devices" lists what it has.`,
      );
    return success(found);
  }
  if (lspci === undefined) return success([]);
  const text = read(lspci);
  if (!text.ok) return text;
  const report = parseLspci(text.value);
  const drawn = report.devices.flatMap(({ description }) =>
    description ? [withKnownRegisters(description, CATALOGUE).device] : [],
  );
  if (drawn.length > 0) return success(drawn);
  const messages = [...report.messages, ...report.devices.flatMap((device) => device.messages)];
  return failure(
    `${lspci} holds no device with a complete MSI-X capability. ${messages[0]?.message ?? ''}`.trim(),
  );
}

/** The devices to replay, or why none can be chosen. */
export function chooseDevices(
  trace: Trace,
  given: readonly DeviceDescription[],
  slot: string | undefined,
  asAccessed = false,
): Result<readonly FittingDevice[]> {
  const fitting = fittingDevices(trace, given, CATALOGUE);
  if (asAccessed) {
    const tables = fitting.filter(({ from }) => from === 'region');
    return tables.length > 0
      ? success(tables)
      : failure('The recording has no region that is only a table; give --lspci FILE or --device ID.');
  }
  if (slot !== undefined) return inSlot(fitting, slot);
  if (fitting.length === 0) return failure(noneFits(given));
  const isSure = fitting.every(({ from }) => from === 'recording' || from === 'given');
  if (isSure && !overlap(fitting)) return success(fitting);
  if (given.length > 0)
    return failure(
      `Several of the given devices fit, at the same place: ${names(fitting)}. Choose one with --slot.`,
    );
  if (fitting.length === 1) return success(fitting);
  const isTable = fitting.some(({ from }) => from === 'region');
  const orTable = isTable ? `, take what is accessed of the table with --device ${AS_ACCESSED},` : '';
  return failure(
    `The recording does not tell its device. These would fit, choose one with --device ID${orTable} or give --lspci: ${names(fitting)}.`,
  );
}

function inSlot(fitting: readonly FittingDevice[], slot: string): Result<readonly FittingDevice[]> {
  const found = fitting.filter(({ description }) => description.slot?.endsWith(slot) === true);
  if (found.length > 0) return success(found.slice(0, 1));
  const slots = fitting.flatMap(({ description }) => description.slot ?? []);
  return failure(
    `No device in ${slot} is accessed in the recording; there is ${slots.join(', ') || 'none with a slot'}.`,
  );
}

function noneFits(given: readonly DeviceDescription[]): string {
  if (given.length === 0)
    return 'No device with an MSI-X table was found in the recording: it shows neither configuration space, nor a mapped table, nor a region of that name. Give --lspci FILE or --device ID.';
  const named = given.map(({ id, slot, name }) => slot ?? id ?? name).join(', ');
  return `The recording does not access ${named}: no address lies in its BARs, nor does its table fit a page that is accessed.`;
}

const names = (fitting: readonly FittingDevice[]): string => {
  const known = fitting.filter(({ from }) => from !== 'region');
  const shown = known
    .slice(0, NAMED)
    .map(({ description: { id, slot, name } }) => `${[slot, id].filter(Boolean).join(' ')} (${name})`);
  return `${shown.join('; ')}${known.length > NAMED ? `; and ${known.length - NAMED} more` : ''}`;
};

/** Two of them have their table on the same page. */
function overlap(fitting: readonly FittingDevice[]): boolean {
  const places = fitting.map(({ description: { bars, msix } }) => {
    const address = bars.find(({ index }) => index === msix.table.bar)?.address ?? 0;
    return Math.floor((address + msix.table.offset) / 4096);
  });
  return new Set(places).size < places.length;
}
