/** How the screen looks as bytes. Numbers that were given a meaning here keep it for ever. */
import type { EnvironmentName } from '#model/environments.ts';
import type { Preparation } from '#model/prober.ts';
import { FURTHEST } from '#model/limits.ts';
import { MAPS, ZOOM_LEVELS, type SharedLook } from '../look.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

/** Append only, as the levels and maps are: links hold the places of the names. */
const ENVIRONMENTS: readonly EnvironmentName[] = ['dom0', 'dom0-lockdown', 'stubdomain', 'deprivileged'];
const PREPARATIONS: readonly Preparation[] = ['nothing-bound', 'one-vector-bound', 'after-disable'];

/** Numbers of one byte's halves, of 8 each. */
const RADIX = 8;

export function writeLook(writer: ByteWriter, look: SharedLook): void {
  const { environment, preparation, map, zoom, picked } = look;
  const numbers = [
    ENVIRONMENTS.indexOf(environment),
    PREPARATIONS.indexOf(preparation),
    MAPS.indexOf(map),
    ZOOM_LEVELS.indexOf(zoom.level),
  ];
  writer.natural(numbers.reduceRight((sum, number) => sum * RADIX + number, 0));
  writer.natural(zoom.bit);
  writer.optional(picked, ({ offset, size }) => {
    writer.signed(offset);
    writer.natural(size);
  });
}

export function readLook(reader: ByteReader): SharedLook {
  const numbers = reader.natural(RADIX ** 4 - 1);
  const named = <T>(names: readonly T[], place: number): T => {
    const name = names[Math.floor(numbers / RADIX ** place) % RADIX];
    if (name === undefined) reader.fail('it shows something that this version does not know');
    return name ?? names[0]!;
  };
  return {
    environment: named(ENVIRONMENTS, 0),
    preparation: named(PREPARATIONS, 1),
    map: named(MAPS, 2),
    zoom: { level: named(ZOOM_LEVELS, 3), bit: reader.natural(31) },
    picked: reader.optional(() => ({ offset: reader.signed(FURTHEST), size: reader.natural(FURTHEST) })),
  };
}
