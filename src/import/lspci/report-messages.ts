/** What is to be said about a pasted text as a whole. */
import { counted, excerptOf, listOf, type Diagnostic } from '#import/diagnostics.ts';
import { fullSlot } from './header.ts';
import { foreignFormat } from './foreign-formats.ts';
import type { Absence, ImportedDevice } from './read-device.ts';
import type { TextRecord } from './records.ts';

export interface AbsentDevice {
  /** Slot, or the line of a dump without header. */
  readonly label: string;
  readonly line: number;
  readonly why: Absence;
}

interface Findings {
  readonly devices: readonly ImportedDevice[];
  readonly absent: readonly AbsentDevice[];
  readonly foreign: readonly TextRecord[];
  readonly hasText: boolean;
  readonly isBinaryText: boolean;
  /** Lines of the older text in a comparison of two. */
  readonly removed: readonly number[];
  /** Lines that hold several statements of lspci. */
  readonly crowded: readonly number[];
}

const HOW_TO = 'Paste the output of: sudo lspci -vv';

/** Messages in order of weight: what stops the import, what hides devices, what was left out. */
export function reportMessages(findings: Findings): Diagnostic[] {
  const { devices, absent, foreign, hasText, isBinaryText, crowded } = findings;
  if (!hasText)
    return [
      about(
        0,
        'error',
        'empty',
        `There is no text. ${HOW_TO} (root sees the capabilities), of one device with -s SLOT or of the whole machine.`,
      ),
    ];
  if (devices.length === 0 && absent.length === 0) return [notLspci(foreign, isBinaryText)];
  const messages = ABSENCES.flatMap(({ why, say, severity }) => {
    const those = absent.filter((device) => device.why === why);
    const [first] = those;
    if (first === undefined) return [];
    return [about(first.line, severity, why, say(those.map(({ label }) => label)))];
  });
  if (devices.length === 0) {
    const allSeen = absent.every(({ why }) => why === 'no-msix');
    messages.unshift(about(0, 'error', 'no-device', noDevice(absent.length, allSeen)));
  }
  const removed = new Set(findings.removed);
  return [
    ...messages,
    ...olderLines(findings.removed),
    ...lineBreaksLost(crowded, devices.length > 0),
    ...twice(devices),
    ...unused(foreign.filter(({ line }) => !removed.has(line))),
  ];
}

const ABSENCES: readonly {
  why: Absence;
  severity: Diagnostic['severity'];
  say: (slots: readonly string[]) => string;
}[] = [
  {
    why: 'denied',
    severity: 'error',
    say: (slots) =>
      `The capabilities of ${counted(slots.length, 'device')} (${listOf(slots)}) are hidden: "access denied". Run lspci as root: sudo lspci -vv${one(slots)}.`,
  },
  {
    why: 'hex-short',
    severity: 'error',
    say: (slots) =>
      `The hex dump of ${counted(slots.length, 'device')} (${listOf(slots)}) ends before the capability list does: -x, or not root, shows 64 bytes only. Run sudo lspci -xxx${one(slots)} (or -xxxx).`,
  },
  {
    why: 'asleep',
    severity: 'warning',
    say: (slots) =>
      `${counted(slots.length, 'device')} (${listOf(slots)}) did not answer (header type 7f, all bytes ff): asleep, powered off or gone. Wake it, for example by writing "on" to /sys/bus/pci/devices/${fullSlot(slots[0] ?? 'SLOT')}/power/control, and run lspci again.`,
  },
  {
    why: 'list-broken',
    severity: 'warning',
    say: (slots) =>
      `The capability list of ${counted(slots.length, 'device')} (${listOf(slots)}) loops or leads nowhere, so an MSI-X capability may be missing here.`,
  },
  {
    why: 'name-only',
    severity: 'note',
    say: (slots) =>
      `${counted(slots.length, 'device')} (${listOf(slots)}) ${slots.length === 1 ? 'is' : 'are'} listed by name only. To see their capabilities run sudo lspci -vv${one(slots)}.`,
  },
  {
    why: 'no-msix',
    severity: 'note',
    say: (slots) =>
      `${counted(slots.length, 'device')} without an MSI-X capability ${slots.length === 1 ? 'is' : 'are'} left out (${listOf(slots)}).`,
  },
];

function one(slots: readonly string[]): string {
  const [slot] = slots;
  return slots.length === 1 && slot !== undefined && slot.includes('.') ? ` -s ${slot}` : '';
}

function noDevice(count: number, allSeen: boolean): string {
  if (allSeen)
    return `No device in the text has an MSI-X capability (${counted(count, 'device')} read). ${HOW_TO} -s SLOT for the device in question.`;
  return `The text names ${counted(count, 'device')}, but shows the MSI-X capability of none. ${HOW_TO}`;
}

/** The same slot again: before and after a change, or two machines in one text. */
function twice(devices: readonly ImportedDevice[]): Diagnostic[] {
  const lines = new Map<string, number[]>();
  for (const { slot, line } of devices) {
    if (slot !== null) lines.set(fullSlot(slot), [...(lines.get(fullSlot(slot)) ?? []), line]);
  }
  return [...lines].flatMap(([slot, at]) =>
    at.length < 2
      ? []
      : [
          about(
            at[1] ?? 0,
            'note',
            'same-slot',
            `The device ${slot} occurs ${String(at.length)} times (lines ${listOf(at.map(String))}); each is kept.`,
          ),
        ],
  );
}

function unused(foreign: readonly TextRecord[]): Diagnostic[] {
  const [first] = foreign;
  if (first === undefined) return [];
  const text = `${counted(foreign.length, 'line')} of the text ${foreign.length === 1 ? 'is' : 'are'} not used, as lspci prints none of the kind; the first is line ${String(first.line)}.`;
  return [{ ...about(first.line, 'note', 'unused-lines', text), excerpt: excerptOf(first.text) }];
}

function olderLines(removed: readonly number[]): Diagnostic[] {
  const [first] = removed;
  if (first === undefined) return [];
  const text = `The text is a comparison (diff) of two dumps: the ${counted(removed.length, 'line')} that begin${removed.length === 1 ? 's' : ''} with a minus sign, of the older dump, ${removed.length === 1 ? 'is' : 'are'} not used; the first is line ${String(first)}.`;
  return [about(first, 'note', 'comparison', text)];
}

/** Statements that ran together were taken apart by their words, which is less sure than by their lines. */
function lineBreaksLost(crowded: readonly number[], isRead: boolean): Diagnostic[] {
  const [first] = crowded;
  if (first === undefined) return [];
  const which =
    crowded.length === 1
      ? `Line ${String(first)} holds`
      : `Line ${String(first)} and ${counted(crowded.length - 1, 'other line')} hold`;
  const text = `${which} what lspci prints in several lines: line breaks got lost on the way. The statements were told apart by their words; ${
    isRead
      ? 'compare the result with the original'
      : 'copy the text again as plain text, or open it as a file'
  }.`;
  return [about(first, isRead ? 'note' : 'error', 'line-breaks-lost', text)];
}

function notLspci(foreign: readonly TextRecord[], isBinaryText: boolean): Diagnostic {
  const [first] = foreign;
  const line = first?.line ?? 0;
  if (isBinaryText)
    return about(
      line,
      'error',
      'binary',
      `This is a binary file, not text; a device's file "config" in /sys is one. ${HOW_TO}, or of: sudo lspci -xxxx -s SLOT`,
    );
  const known = foreignFormat(
    foreign.map(({ text }) => text),
    HOW_TO,
  );
  const said = known ?? {
    code: 'not-lspci',
    message: `No device was found in the text: no line looks like "01:00.0 Network controller: …". ${HOW_TO}`,
  };
  return { ...about(line, 'error', said.code, said.message), excerpt: excerptOf(first?.text ?? '') };
}

function about(line: number, severity: Diagnostic['severity'], code: string, message: string): Diagnostic {
  return { line, severity, code, message };
}
