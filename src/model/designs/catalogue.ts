import { shortened } from '../base/shortened.ts';
import type { Design } from '../context.ts';
import { didYouMean } from '../base/nearest.ts';
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

/** Xen's halves, in time order. To add one: a file in xen/, and a line here; all lists are made from these. */
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

/** Names the vector files use for a Xen that has another name here. */
const ALIASES: Readonly<Record<string, string>> = { 'xen-v1': 'series-v1', 'xen-v2': 'series-v2' };

function composed(xen: NamedXenDesign, deviceModel: NamedDeviceModel): Design {
  return {
    id: `${xen.name}--${deviceModel.name}`,
    xenName: xen.name,
    xenTitle: xen.title,
    deviceModelName: deviceModel.name,
    title: deviceModel.parts.present ? `${xen.title} with ${deviceModel.title}` : xen.title,
    xen: xen.parts,
    deviceModel: (xen.parts.honoursMaskFlag ? null : deviceModel.withoutFlag) ?? deviceModel.parts,
  };
}

/** Every Xen with the device models it is offered with; those that lead, each with the one it was made for, come first. */
export function designsOf(
  xens: readonly NamedXenDesign[],
  deviceModels: readonly NamedDeviceModel[],
): readonly Design[] {
  const all = xens.flatMap((xen) =>
    xen.offeredWith.map((name, n) => {
      const deviceModel = deviceModels.find((one) => one.name === name);
      if (!deviceModel) throw new Error(`${xen.name} is offered with ${name}, which is not on the list`);
      return { design: composed(xen, deviceModel), leads: xen.leads === true && n === 0 };
    }),
  );
  return [...all.filter(({ leads }) => leads), ...all.filter(({ leads }) => !leads)].map(
    ({ design }) => design,
  );
}

/** The designs the app offers. */
export const DESIGNS: readonly Design[] = designsOf(XEN_DESIGNS, DEVICE_MODELS);

/** Without a device model (vPCI) the name in its place tells the kind of domain, and belongs to one Xen. */
function fits(xen: NamedXenDesign, deviceModel: NamedDeviceModel): boolean {
  return takesDeviceModel(xen) ? deviceModel.parts.present : xen.offeredWith.includes(deviceModel.name);
}

const takesDeviceModel = (xen: NamedXenDesign): boolean =>
  DEVICE_MODELS.some(({ name, parts }) => name === xen.offeredWith[0] && parts.present);

/**
 * The design made of a Xen and a device model by their names ("xen-4.18", "qemu-devmem"), offered or not; without a
 * device model the one it was made for is taken. The error says which of the names is wrong and what was meant.
 */
export function designNamed(xenName: string, deviceModelName: string | null): Result<Design> {
  const named = XEN_DESIGNS.filter((x) => x.name === (ALIASES[xenName] ?? xenName));
  const namesOf = (list: readonly { name: string }[]) => [...new Set(list.map(({ name }) => name))];
  if (named.length === 0)
    return failure(
      `Unknown Xen "${shortened(xenName)}". ${didYouMean(shortened(xenName), [...namesOf(XEN_DESIGNS), ...Object.keys(ALIASES)])}`,
    );
  for (const xen of named) {
    const wanted = deviceModelName ?? xen.offeredWith[0];
    const deviceModel = DEVICE_MODELS.find((d) => d.name === wanted && fits(xen, d));
    if (deviceModel) return success(composed(xen, deviceModel));
  }
  const possible = namesOf(DEVICE_MODELS.filter((d) => named.some((xen) => fits(xen, d))));
  const wrong = deviceModelName ?? '';
  const isKnown = DEVICE_MODELS.some(({ name }) => name === wrong);
  return failure(misfit(xenName, wrong, named.some(takesDeviceModel), isKnown, possible));
}

/** What a wrong device model comes to in words; both names can be right and still not go together. */
function misfit(
  xenName: string,
  wrong: string,
  takesOne: boolean,
  isKnown: boolean,
  possible: readonly string[],
): string {
  if (!takesOne)
    return `${xenName} runs without a device model, so "${wrong}" cannot go with it; the name in its place is the kind of domain: ${possible.join(' or ')}.`;
  if (isKnown)
    return `${xenName} needs a device model, and "${wrong}" means that there is none. Known: ${possible.join(', ')}.`;
  return `Unknown device model "${shortened(wrong)}" for ${xenName}. ${didYouMean(shortened(wrong), possible)}`;
}

/** A design by its id, `xen--deviceModel`, or by its Xen alone. */
export function designById(id: string): Result<Design> {
  const [xenName = '', deviceModelName] = id.split('--');
  return designNamed(xenName, deviceModelName ?? null);
}
