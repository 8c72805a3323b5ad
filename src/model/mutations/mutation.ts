import type { Design, DeviceModelDesign, Handler, XenDesign } from '../context.ts';

/** One mistake in one design: a condition turned round, a step left out. The parts of the design are wrapped, not copied. */
export interface Mutation {
  readonly id: string;
  /** What is wrong, one sentence. */
  readonly sentence: string;
  /** Id of the design it is made in. */
  readonly base: string;
  /** A property and a setting in which the mistake shows, and the design without it does not. */
  readonly caughtBy: { readonly property: string; readonly setting: string };
  readonly of: (design: Design) => Design;
}

/** The design with its mistake; its id says which. */
export function mutated(mutation: Mutation, design: Design): Design {
  return {
    ...mutation.of(design),
    id: `${design.id}~${mutation.id}`,
    title: `${design.title}, with a mistake`,
  };
}

export const inXen =
  (change: (xen: XenDesign) => Partial<XenDesign>) =>
  (design: Design): Design => ({ ...design, xen: { ...design.xen, ...change(design.xen) } });

export const inDeviceModel =
  (change: (parts: DeviceModelDesign) => Partial<DeviceModelDesign>) =>
  (design: Design): Design => ({
    ...design,
    deviceModel: { ...design.deviceModel, ...change(design.deviceModel) },
  });

/** Every handler of the design, with some of its functions replaced. */
export const inHandler = (change: (handler: Handler) => Partial<Handler>): ((design: Design) => Design) =>
  inXen(({ handlers }) => ({
    handlers: handlers.map((handler) => ({
      name: handler.name,
      claims: (context, offset) => handler.claims(context, offset),
      accept: (context, request) => handler.accept(context, request),
      read: (context, offset, size) => handler.read(context, offset, size),
      write: (context, offset, size, lo, hi) => handler.write(context, offset, size, lo, hi),
      ...change(handler),
    })),
  }));
