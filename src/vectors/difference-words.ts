/** Events and state of the recorded vectors in words, for reports of differences. Their JSON can hold anything. */
import type { Json, JsonObject } from './format.ts';

type Words = (event: JsonObject) => string;

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
const place: Words = ({ offset, size }) => `${text(size)} bytes at +${text(offset)}`;
const amount: Words = ({ value, count }) =>
  count === undefined ? text(value) : `${text(count)} values of a REP instruction`;
const entry: Words = (event) => `entry ${text(event.entry)}`;
const through: Words = ({ via }) => (via === undefined ? '' : ` through ${text(via)}`);
const onOff = (value: Json | undefined): string =>
  value === true ? 'on' : value === false ? 'off' : text(value);

/** By the kind of event. The sentences are clauses: "recorded: the device is written 0x7777 …". */
const EVENTS: Readonly<Record<string, Words>> = {
  'xen.snoop': ({ address }) => `Xen notes the unmasking write to ${text(address)}`,
  'xen.accept': ({ handler }) =>
    handler === null || handler === undefined
      ? 'no handler of Xen takes the access'
      : `the handler ${text(handler)} takes the access`,
  'hw.read': (event) => `the device is read${through(event)} as ${text(event.value)} (${place(event)})`,
  'hw.write': (event) => `the device is written ${text(event.value)}${through(event)} (${place(event)})`,
  'xen.mask': (event) => `Xen ${event.masked === true ? 'masks' : 'unmasks'} ${entry(event)}`,
  'xen.result': ({ code, count }) =>
    `Xen’s handler ends with ${text(code)}${count === undefined ? '' : ` after ${text(count)} elements`}`,
  'dm.read': (event) => `the device model is asked, and answers ${amount(event)} (${place(event)})`,
  'dm.write': (event) => `the device model is sent ${amount(event)} (${place(event)})`,
  'qemu.reject': (event) =>
    `QEMU rejects the access because of its ${event.why === 'size' ? 'size' : 'entry'} (${place(event)})`,
  'qemu.map': (event) => `QEMU has a pirq mapped for ${entry(event)}`,
  'qemu.bind': (event) =>
    `QEMU binds ${entry(event)} to vector ${text(event.vector)} with flags ${text(event.gflags)}`,
  'qemu.unbind': (event) => `QEMU unbinds ${entry(event)}`,
  'qemu.unmap': (event) => `QEMU has the pirq of ${entry(event)} unmapped`,
  'xen.register': (event) => `Xen counts one more binding (${entry(event)})`,
  'xen.unregister': (event) => `Xen counts one binding less (${entry(event)})`,
  'xen.completion': ({ address }) => `Xen does the unmasking it had put off, at ${text(address)}`,
  'vpci.mask': (event) =>
    `vPCI ${event.masked === true ? 'masks' : 'unmasks'} ${entry(event)}, ${event.bound === true ? 'bound' : 'not bound'}`,
  'vpci.map': (event) => `vPCI maps a pirq for ${entry(event)}`,
  'vpci.bind': (event) =>
    `vPCI binds ${entry(event)} to vector ${text(event.vector)} with flags ${text(event.gflags)}`,
  'vpci.unbind': (event) => `vPCI unbinds ${entry(event)}`,
  'vpci.unmap': (event) => `vPCI unmaps the pirq of ${entry(event)}`,
  'hw.intx': ({ enabled }) => `the device’s line interrupt is switched ${onOff(enabled)}`,
  log: ({ who, what }) => `${who === 'xen' ? 'Xen' : 'QEMU'} logs “${text(what)}”`,
  'guest.value': ({ value, values }) => `the guest gets ${text(value ?? values)}`,
};

/** `event` as a clause; "nothing more happens" when there is none. */
export function eventWords(event: JsonObject | undefined): string {
  if (event === undefined) return 'nothing more happens';
  const kind = text(event.at);
  const words = Object.hasOwn(EVENTS, kind) ? EVENTS[kind] : undefined;
  return words === undefined ? `an event “${kind}” that is not known here` : words(event);
}

/** Parts of the recorded state, by their path; the more particular path first. */
const STATE: readonly (readonly [path: string, words: string])[] = [
  ['xen.guestMasked', 'which entries Xen counts as masked by the guest'],
  ['xen.hostMasked', 'which entries Xen masks on its own account'],
  ['xen.unmaskAddress', 'where Xen has put off an unmasking'],
  ['xen.snoopAddress', 'the write Xen has noted'],
  ['xen.table.refcnt', 'how many bindings Xen counts for the table'],
  ['xen.table.tableFlags', 'which entries Xen has marked as changed'],
  ['xen.table.gentries', 'Xen’s copies of messages'],
  ['xen.table', 'whether Xen knows the table'],
  ['qemu.latch', 'the entries as QEMU has them'],
  ['qemu.updated', 'which entries QEMU has marked as changed'],
  ['qemu.mapped', 'which entries QEMU has mapped'],
  ['qemu.bound', 'which messages QEMU has bound'],
  ['qemu.enabled', 'whether MSI-X is on for QEMU'],
  ['qemu.maskall', 'the function mask as QEMU has it'],
  ['vpci.entries', 'the entries as vPCI has them'],
  ['vpci.bound', 'which messages vPCI has bound'],
  ['vpci.enabled', 'whether MSI-X is on for vPCI'],
  ['vpci.masked', 'the function mask as vPCI has it'],
  ['hw.ctrl', 'the mask bits in the device'],
  ['hw.enabled', 'whether MSI-X is on in the device'],
  ['hw.maskall', 'the function mask in the device'],
];

/** What the part of the state at `path` is about; the path itself when no words are known. */
export function stateWords(path: string): string {
  return STATE.find(([known]) => path === known || path.startsWith(`${known}.`))?.[1] ?? path;
}
