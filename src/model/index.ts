/** The package msixscope as a library: the model, the designs, and the words. The only barrel file. */
export { ACCESS_SIZES, isAccess, isWrite, type AccessSize, type Step } from './access.ts';
export { failure, success, type Result } from './base/result.ts';
export { RECORDED_WORLD, REAL_WORLD, type Design, type World } from './context.ts';
export { DESIGNS, designById, designNamed } from './designs/catalogue.ts';
export type { Bar, BarOffset, DeviceDescription, MsixCapability, NamedRegister } from './device.ts';
export { isTrapped, layoutOf, PAGE_SIZE, regionAt, regionsOf, type Layout, type Region } from './layout.ts';
export { Machine } from './machine.ts';
export {
  hopSentence,
  hopTitle,
  placeMeaning,
  placeName,
  stepTitle,
  verdict,
  type Verdict,
} from './narrate.ts';
export { OUTCOMES } from './outcomes.ts';
export { eventsOf, PARTIES, type Answer, type Hop, type Outcome, type Party, type Route } from './route.ts';
export { Run, type StepSummary } from './run.ts';
export type { Scenario } from './scenario.ts';
export { sourceOf, type SourceRef } from './sources.ts';
export type { MachineState } from './state.ts';
