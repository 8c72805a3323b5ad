/** Tags and commits of xen.git that designs cite. */
export const XEN_TAGS = [
  'RELEASE-4.17.2',
  'b1f11273d5',
  'RELEASE-4.18.0',
  '64b21662b1',
  'RELEASE-4.19.0',
  'c447b7308b',
] as const;
export type XenTag = (typeof XEN_TAGS)[number];

/**
 * Tags of qemu-xen.git that device models cite: the newest that was at hand (QEMU 5.1, the first whose memory core
 * refuses odd sizes again), and one whose file is that of qemu.git at 003f8dbc8e, from before the latch.
 */
export const QEMU_TAGS = ['qemu-xen-4.15.0', 'qemu-xen-4.5.0'] as const;
export type QemuTag = (typeof QEMU_TAGS)[number];

/** qubes-vmm-xen-stubdom-linux 4.3.4, which carries patches to QEMU 8.1 for its stub domains. */
export const STUBDOM_COMMIT = '45b6b8687b';

/** A place in a source that can be had: its line is in lines.ts. */
export interface CodeCitation {
  /** `stubdom`, `xen-patches`: patches to QEMU and to Xen in trees of Qubes OS; their lines are those of the patch. */
  readonly repository: 'xen' | 'qemu' | 'stubdom' | 'xen-patches';
  /** Path in the repository. Can differ by tag. */
  readonly file: string | Readonly<Record<QemuTag, string>>;
  readonly function: string;
  /** Text of identifiers on the cited line, its first (or `nth`) occurrence in the function. Can differ by tag. */
  readonly symbol: string | Readonly<Partial<Record<XenTag | QemuTag, string>>>;
  readonly nth?: number;
  /** The only tag that decides so, whatever the design is otherwise cited at. */
  readonly tag?: XenTag | QemuTag;
}

/** A mail on xen-devel. */
export interface Mail {
  /** Message-Id without its brackets. */
  readonly id: string;
  /** What it is and its day, as it stands in the place of a tag. */
  readonly title: string;
}

/** What is to be found in a mail alone. */
export interface MailCitation {
  readonly repository: 'mail';
  readonly mail: Mail;
  readonly file: string;
  readonly function: string;
}

export type Citation = CodeCitation | MailCitation;
