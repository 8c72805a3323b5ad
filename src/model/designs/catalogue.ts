import type { Design } from '../context.ts';
import { failure, success, type Result } from '../base/result.ts';
import type { NamedDeviceModel, NamedXenDesign } from './named.ts';
import { qemu2013 } from './device-models/qemu-2013.ts';
import { qemuDevmem } from './device-models/qemu-devmem.ts';
import { qemuLatch } from './device-models/qemu-latch.ts';
import { qemuOwnMapping } from './device-models/qemu-own-mapping.ts';
import { qemuOwnsMask } from './device-models/qemu-owns-mask.ts';
import { qemuOwnsMaskCall } from './device-models/qemu-owns-mask-call.ts';
import { domU, hardwareDomain } from './device-models/none.ts';
import { dmOwnsMask } from './xen/dm-owns-mask.ts';
import { seriesV1 } from './xen/series-v1.ts';
import { seriesV2 } from './xen/series-v2.ts';
import { subpageRo } from './xen/subpage-ro.ts';
import { vpciDomu, vpciHwdom } from './xen/vpci-head.ts';
import { xen418 } from './xen/xen-4.18.ts';
import { xen419 } from './xen/xen-4.19.ts';
import { xen64b21662 } from './xen/xen-64b21662.ts';
import { xenHead } from './xen/xen-head.ts';

/** Xen's halves. To add one: a file in xen/, and a line here. */
export const XEN_DESIGNS: readonly NamedXenDesign[] = [
  xen418,
  seriesV1,
  seriesV2,
  dmOwnsMask,
  subpageRo,
  xen64b21662,
  xen419,
  xenHead,
  vpciHwdom,
  vpciDomu,
];

/** The device model's halves. To add one: a file in device-models/, and a line here. */
export const DEVICE_MODELS: readonly NamedDeviceModel[] = [
  qemu2013,
  qemuDevmem,
  qemuLatch,
  qemuOwnsMask,
  qemuOwnsMaskCall,
  qemuOwnMapping,
  hardwareDomain,
  domU,
];

/** The combinations that are offered; the first three are what released Xen does. */
const OFFERED: readonly (readonly [xen: NamedXenDesign, deviceModel: NamedDeviceModel])[] = [
  [xen418, qemuDevmem],
  [xen419, qemuLatch],
  [xenHead, qemuLatch],
  [xen418, qemu2013],
  [xen418, qemuLatch],
  [seriesV1, qemuLatch],
  [seriesV1, qemuDevmem],
  [seriesV2, qemuLatch],
  [seriesV2, qemuDevmem],
  [dmOwnsMask, qemuOwnsMask],
  [dmOwnsMask, qemuOwnsMaskCall],
  [dmOwnsMask, qemuDevmem],
  [xen418, qemuOwnsMask],
  [subpageRo, qemuOwnMapping],
  [xen64b21662, qemuLatch],
  [xen64b21662, qemuDevmem],
  [xen419, qemuDevmem],
  [xenHead, qemuDevmem],
  [vpciHwdom, hardwareDomain],
  [vpciDomu, domU],
];

/** Names the vector files use for a Xen that has another name here. */
const ALIASES: Readonly<Record<string, string>> = { 'xen-v1': 'series-v1', 'xen-v2': 'series-v2' };

/** A name with the other ones that mean the same. */
function withAlias(name: string): string {
  const others = Object.keys(ALIASES).filter((alias) => ALIASES[alias] === name);
  return others.length === 0 ? name : `${name} (or ${others.join(', ')})`;
}

function composed(xen: NamedXenDesign, deviceModel: NamedDeviceModel): Design {
  return {
    id: `${xen.name}--${deviceModel.name}`,
    xenName: xen.name,
    xenTitle: xen.title,
    deviceModelName: deviceModel.name,
    title: deviceModel.parts.present ? `${xen.title} with ${deviceModel.title}` : xen.title,
    xen: xen.parts,
    deviceModel: deviceModel.parts,
  };
}

/** The designs the app offers. */
export const DESIGNS: readonly Design[] = OFFERED.map(([xen, deviceModel]) => composed(xen, deviceModel));

/** vPCI comes in two kinds of one name, told apart by what stands in the place of the device model. */
function fits(xen: NamedXenDesign, deviceModel: NamedDeviceModel): boolean {
  return xen.name === vpciHwdom.name ? xen.usualDeviceModel === deviceModel.name : deviceModel.parts.present;
}

/**
 * The design made of a Xen and a device model by their names ("xen-4.18", "qemu-devmem"), offered or not; without a
 * device model the usual one is taken. The error names what is unknown and what there is.
 */
export function designNamed(xenName: string, deviceModelName: string | null): Result<Design> {
  const known = (names: readonly { name: string }[]) =>
    [...new Set(names.map(({ name }) => name))].map(withAlias).join(', ');
  const named = XEN_DESIGNS.filter((x) => x.name === (ALIASES[xenName] ?? xenName));
  if (named.length === 0) return failure(`Unknown Xen "${xenName}"; known: ${known(XEN_DESIGNS)}.`);
  for (const xen of named) {
    const wanted = deviceModelName ?? xen.usualDeviceModel;
    const deviceModel = DEVICE_MODELS.find((d) => d.name === wanted && fits(xen, d));
    if (deviceModel) return success(composed(xen, deviceModel));
  }
  const possible = DEVICE_MODELS.filter((d) => named.some((xen) => fits(xen, d)));
  return failure(
    `Unknown device model "${deviceModelName ?? ''}" for ${xenName}; known: ${known(possible)}.`,
  );
}

/** A design by its id, `xen--deviceModel`, or by its Xen alone. */
export function designById(id: string): Result<Design> {
  const [xenName = '', deviceModelName] = id.split('--');
  return designNamed(xenName, deviceModelName ?? null);
}
