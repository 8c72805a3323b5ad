import { DEVICE_MODEL_MUTATIONS } from './device-model.ts';
import type { Mutation } from './mutation.ts';
import { XEN_MUTATIONS } from './xen.ts';

/** Every mistake that can be made, Xen's first. */
export const MUTATIONS: readonly Mutation[] = [...XEN_MUTATIONS, ...DEVICE_MODEL_MUTATIONS];
