/**
 * Devices that a person built or pasted, kept in the browser: a record each, under a name that follows from what it
 * holds. Tabs never write over each other, for the same name is the same device.
 */
import { failure, success, type Result } from '#model/base/result.ts';
import type { DeviceDescription } from '#model/device.ts';
import { restoreDevice } from '#share/saved-scenario.ts';
import type { Shelf } from './shelf.ts';

export const DEVICE_PREFIX = 'msixscope.device.';
const VERSION = 1;

export interface OwnDevice {
  /** Of its record. */
  readonly key: string;
  readonly device: DeviceDescription;
  /** When it was kept last, in milliseconds since 1970. */
  readonly kept: number;
}

export interface OwnDevices {
  /** The newest first. */
  readonly devices: readonly OwnDevice[];
  /** Why records could not be read; they are left as they are. */
  readonly unread: readonly string[];
}

/** Everything that is kept. Nothing is kept where the browser forbids it. */
export function ownDevices(shelf: Shelf): OwnDevices {
  const devices: OwnDevice[] = [];
  const unread: string[] = [];
  for (const [key, text] of records(shelf)) {
    const read = readRecord(text);
    if (read.ok) devices.push({ key, ...read.value });
    else unread.push(read.error);
  }
  return { devices: devices.sort((a, b) => b.kept - a.kept || (a.key < b.key ? -1 : 1)), unread };
}

/** Keeps `device`, once however often it is kept. The error says why it is not kept. */
export function keepDevice(shelf: Shelf, device: DeviceDescription, now: number): Result<string> {
  const record = JSON.stringify({ version: VERSION, kept: now, device });
  const key = DEVICE_PREFIX + nameOf(JSON.stringify(device));
  try {
    shelf.write(key, record);
    return success(key);
  } catch {
    return failure(
      'The storage of this browser is full or switched off, so the device is on this page only. It stays in scenarios that you save as files.',
    );
  }
}

/** Takes its record away. Where that is forbidden there is none. */
export function forgetDevice(shelf: Shelf, key: string): void {
  try {
    shelf.remove(key);
  } catch {
    // Nothing can be kept here either.
  }
}

function records(shelf: Shelf): (readonly [key: string, text: string])[] {
  try {
    return shelf
      .keys()
      .filter((key) => key.startsWith(DEVICE_PREFIX))
      .map((key) => [key, shelf.read(key) ?? ''] as const);
  } catch {
    return [];
  }
}

function readRecord(text: string): Result<Omit<OwnDevice, 'key'>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failure('One is damaged.');
  }
  const { version, kept, device } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (typeof version === 'number' && version > VERSION)
    return failure(`One was kept by a newer version of this app (format ${version}).`);
  const read = restoreDevice(device);
  if (!read.ok) return failure(`One is damaged: ${read.error}`);
  return success({ device: read.value, kept: typeof kept === 'number' ? kept : 0 });
}

/** A name for a text: FNV-1a over its characters, in two halves of 32 bits. */
function nameOf(text: string): string {
  const hash = (start: number) => {
    let value = start;
    for (let n = 0; n < text.length; n++) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x9747b28c);
}
