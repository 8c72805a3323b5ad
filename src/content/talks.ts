/** Talks to start from: a row of moments over ready scenarios, in our words, with where the facts are from. */

/** One moment of a ready talk. */
export interface ReadyMoment {
  /** Counted from 0. */
  readonly step: number;
  /** Hops of it that are done; null for all. */
  readonly hop: number | null;
  readonly view: 'route' | 'compare' | 'map' | 'page';
  readonly designs: readonly [string] | readonly [string, string];
  /** Another ready scenario by its name, on a device of the catalogue; null for that of the talk. */
  readonly elsewhere: { readonly scenario: string; readonly deviceId: string } | null;
  readonly sentence: string;
  /** For the speaker, a paragraph a line; the last one says where the facts are from. */
  readonly notes: readonly string[];
}

export interface ReadyTalk {
  readonly id: string;
  readonly name: string;
  /** What it is about, one or two sentences. */
  readonly note: string;
  /** Id of the ready scenario whose steps it goes through, and of the device it is on. */
  readonly scenarioId: string;
  readonly deviceId: string;
  readonly moments: readonly ReadyMoment[];
}

const OLD = 'xen-4.18--qemu-devmem';
const NEW = 'xen-4.19--qemu-latch';

/** Steps of the scenario “A register beside the table”, from 0. */
const UNMASK = 31;
const READ = 32;
const WRITE = 33;

export const TALKS: readonly ReadyTalk[] = [
  {
    id: 'register-write-4.18-4.19',
    name: 'Where a register write goes, 4.18 to 4.19',
    note: 'Eight moments, about ten minutes: a Wi-Fi driver writes a register beside its MSI-X table, and each release of Xen sends the write somewhere else.',
    scenarioId: 'register-write',
    deviceId: '8086:2725',
    moments: [
      {
        step: WRITE,
        hop: 0,
        view: 'map',
        designs: [OLD],
        elsewhere: null,
        sentence: 'The card keeps its interrupt masks on the page of its MSI-X table.',
        notes: [
          'The table has 16 entries of 16 bytes; the rest of its page holds registers.',
          'A guest must not write the table itself, and a page is the smallest thing that can be kept from it.',
          'From: lspci of the AX210; Linux iwl-csr.h for the registers.',
        ],
      },
      {
        step: UNMASK,
        hop: null,
        view: 'route',
        designs: [OLD],
        elsewhere: null,
        sentence: 'Accesses to the table are caught for a reason: Xen masks, QEMU binds the interrupt.',
        notes: [
          'Step through it with the Up and Down keys: Xen notes the unmask, QEMU is told, Xen clears the bit at the end.',
          'From: Xen 4.18, vmsi.c; QEMU, xen_pt_msi.c.',
        ],
      },
      {
        step: READ,
        hop: null,
        view: 'route',
        designs: [OLD],
        elsewhere: null,
        sentence:
          'A read of the register next to it goes all the way to QEMU, which looks it up in /dev/mem.',
        notes: [
          'It works in dom0. In a stubdomain there is no /dev/mem to look in.',
          'From: QEMU, xen_pt_msi.c; the discussion of series v1, 2022-11.',
        ],
      },
      {
        step: WRITE,
        hop: null,
        view: 'route',
        designs: [OLD],
        elsewhere: null,
        sentence: 'The write that follows is lost, and nobody says so.',
        notes: [
          'No handler of Xen wants it: it is not in the table. QEMU takes it for an entry that does not exist.',
          'The driver goes on as if its interrupts were set up.',
          'From: Xen 4.18, vmsi.c; QEMU, xen_pt_msi.c; series v1 and v2 on xen-devel, 2022 to 2023.',
        ],
      },
      {
        step: WRITE,
        hop: null,
        view: 'compare',
        designs: [OLD, NEW],
        elsewhere: null,
        sentence: 'Xen 4.19 takes the whole page, not only the table.',
        notes: [
          'The ways part early: in 4.19 a handler claims the address.',
          'From: xen.git commit b2cd07a044, 2024-05-10.',
        ],
      },
      {
        step: WRITE,
        hop: null,
        view: 'route',
        designs: [NEW],
        elsewhere: null,
        sentence: 'The write reaches the card, and is sent to QEMU as well, which drops it.',
        notes: [
          'The message of the commit says that such accesses are not forwarded. For reads that holds; aligned writes are still reported as unhandled.',
          'From: claim C18 of the Proof view; xen.git commit b2cd07a044.',
        ],
      },
      {
        step: WRITE,
        hop: null,
        view: 'page',
        designs: [OLD, NEW],
        elsewhere: null,
        sentence: 'Every access to this page that ends otherwise in 4.19.',
        notes: [
          'One square is one byte; reads above, writes below. The table itself is the top of each map.',
          'From: the model, run once for each access; see Why one may believe it in the README.',
        ],
      },
      {
        step: 23,
        hop: null,
        view: 'route',
        designs: [NEW],
        elsewhere: { scenario: 'A register that shares the page with the PBA', deviceId: '1f0a:6801' },
        sentence: 'Still open: where the pending bits share the page, writes are discarded.',
        notes: [
          'This network chip can be read under 4.19, but not programmed.',
          'From: claim C20 of the Proof view; lspci of the YT6801; xen.git commit b2cd07a044.',
        ],
      },
    ],
  },
];
