/** The tour: from what MSI-X is to what is still open. Facts as in the glossary's sources; the answers are computed. */
import type { Lesson } from './lesson.ts';

const A = 'xen-4.18--qemu-devmem';
const D = 'xen-4.19--qemu-latch';

const text = (name: string, device: string, ...lines: string[]): string =>
  ['msixscope 1', `name ${name}`, `device ${device}`, ...lines, ''].join('\n');

/** What a driver does first: MSI-X on, entry 0 masked, its message, the entry unmasked. Steps 1 to 5. */
const BOUND = [
  'enable',
  'W4 table[0].ctrl = 1',
  'W4 table[0].addr = 0xfee01004',
  'W4 table[0].data = 0x21',
  'W4 table[0].ctrl = 0',
];

export const LESSONS: readonly Lesson[] = [
  {
    id: 'table',
    title: 'A table in the device’s own memory',
    before: [
      'A PCI device with MSI-X interrupts by writing to memory. Which address it writes to, and what, stands in a [table] in one of its BARs: 16 bytes for each interrupt, with the address, the data, and a word whose lowest bit masks the entry ([vector control]).',
      'The driver in the guest fills in the table as on a real machine. This device is a Wi-Fi card whose table has 16 entries, at the start of a 4 KiB page. The guest switches MSI-X on, masks entry 0, and writes an address into it.',
    ],
    text: text('A first entry', '8086:2725', ...BOUND, 'expect device-model under xen-4.18--qemu-devmem'),
    questions: [
      {
        kind: 'outcome',
        step: 3,
        design: A,
        ask: 'The guest writes the address of entry 0 under Xen 4.18, and no interrupt is set up yet. Who handles it?',
        choices: ['direct', 'xen', 'device-model', 'lost'],
      },
    ],
    after: [
      'The page is not mapped to the guest, so the access faults and Xen emulates it. As long as nothing is bound, nobody in Xen knows this table: the access goes to the [device model], which keeps what it hears in a [latch]. The device itself has seen nothing.',
    ],
  },
  {
    id: 'not-mapped',
    title: 'Why the page is not simply mapped',
    before: [
      'The address and data in the table decide which interrupt arrives on which processor of the real machine. A guest that could write them could send any interrupt anywhere. So only Xen writes the real table, and the guest’s writes are caught: [page fault], emulation, and then somebody has to answer.',
      'Now the vector is [bound]: the guest has unmasked the entry, and Xen has an interrupt for it. The guest masks it, which means one bit in the word at +0xc of the entry.',
    ],
    text: text(
      'Masking a bound entry',
      '8086:2725',
      ...BOUND,
      'W4 table[0].ctrl = 1',
      `expect xen under ${A}`,
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: A,
        ask: 'The guest sets the mask bit of the bound entry under Xen 4.18. Where does the write end?',
        choices: ['direct', 'xen', 'xen-and-forwarded', 'device-model'],
      },
    ],
    after: [
      'Masking has to be quick: some drivers do it for every interrupt. Xen answers it alone, without waking the device model. It writes the real mask bit itself, with what it wants of its own taken into account.',
    ],
  },
  {
    id: 'parties',
    title: 'Who is asked, and in which order',
    before: [
      'Xen has a list of internal handlers (hvm_io_handler). Each is asked whether the address is its own; the first that says yes answers. [msixtbl] is the one for MSI-X tables. If nobody says yes, the request goes out to an [ioreq server]: a program outside of Xen, usually QEMU, and the vCPU waits until it has answered.',
      'Entry 0 is bound, entry 5 is not. The guest reads the data word of entry 5.',
    ],
    text: text(
      'An entry that is not bound',
      '8086:2725',
      ...BOUND,
      'R4 table[5].data',
      `expect device-model under ${A}`,
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: A,
        ask: 'Who answers the read of entry 5 under Xen 4.18?',
        choices: ['xen', 'device-model', 'hardware', 'lost'],
      },
    ],
    after: [
      'msixtbl looks for the entry’s own record (msi_desc). Entry 5 has none, so msixtbl declines, although it is on the same page as entry 0. Every answer of QEMU is a blocking round trip; those of Xen are not.',
    ],
  },
  {
    id: 'first-unmask',
    title: 'The first unmask',
    before: [
      'When the guest clears the mask bit of an entry for the first time, the device model must have Xen make an interrupt for it: map a [pirq] and bind it to the guest’s vector. Only then can the entry be unmasked, and only Xen may unmask it.',
      'But the write that starts all this has long been on its way to the device model when the entry becomes known to Xen.',
    ],
    text: text('The first unmask', '8086:2725', ...BOUND, `expect seen qemu under ${A}`),
    questions: [
      {
        kind: 'seen-by-device-model',
        step: 5,
        design: A,
        ask: 'The guest unmasks entry 0 for the first time under Xen 4.18. Does the device model see the write?',
      },
    ],
    after: [
      'msixtbl declines, but remembers the address (it is [snooped|snoop]). QEMU binds the vector; Xen then finds that the write it has just let pass was the unmask of this very entry, and unmasks it when the vCPU goes on ([completion]). The last hops of the route show it.',
    ],
  },
  {
    id: 'untold',
    title: 'What the device model was not told',
    before: [
      'Drivers move an interrupt to another processor by masking the entry, writing a new message, and unmasking it. The device model has to take over the new message, and by the rules of PCI it may only do so while the entry is masked.',
      'Xen 4.18 answers the masking alone.',
    ],
    text: text(
      'A message is changed',
      '8086:2725',
      ...BOUND,
      'W4 table[0].ctrl = 1',
      `expect unseen qemu under ${A}`,
      `expect seen qemu under ${D}`,
      'W4 table[0].data = 0x31',
      'W4 table[0].ctrl = 0',
    ),
    questions: [
      {
        kind: 'seen-by-device-model',
        step: 6,
        design: A,
        ask: 'Does QEMU hear, under Xen 4.18, that the guest masked the entry?',
      },
      {
        kind: 'seen-by-device-model',
        step: 6,
        design: D,
        ask: 'And under Xen 4.19?',
      },
    ],
    after: [
      'Not being told, QEMU had to look: it read the real mask bit through /dev/mem, which is not to be had where dom0 is locked down or where QEMU runs in a domain of its own ([stubdomain]). Since 4.19 Xen acts on the write and then sends it on, and says so with a feature bit (XENFEAT_dm_msix_all_writes). The price is a round trip for each masking.',
    ],
  },
  {
    id: 'neighbour',
    title: 'A register beside the table',
    before: [
      'The table of this card fills 256 bytes of its page. On the rest of the page the card keeps other registers ([adjacent registers]): at +0x2804 it holds which causes may interrupt at all. The driver must write there, or no interrupt ever comes.',
      'The page is not mapped, so these writes are caught as well. Who knows what to do with them?',
    ],
    text: text(
      'A register beside the table',
      '8086:2725',
      ...BOUND,
      'W4 +0x2804 = 0x8000003f',
      `expect lost under ${A}`,
      `expect hardware-and-forwarded under ${D}`,
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: A,
        ask: 'Where does the write to +0x2804 end under Xen 4.18?',
        choices: ['direct', 'hardware', 'device-model', 'lost'],
      },
      {
        kind: 'outcome',
        step: 6,
        design: D,
        ask: 'And under Xen 4.19?',
        choices: ['hardware', 'hardware-and-forwarded', 'device-model', 'lost'],
      },
    ],
    after: [
      'Under 4.18 msixtbl declines, for the address is past the table. QEMU takes the offset for an entry number, finds that there is no such entry, and drops the write. It could not write it anyway: the page is read-only for it too.',
      'Since 4.19 msixtbl takes the neighbours as well and does the access on the device. What its message does not say: an aligned write is sent to QEMU all the same, which drops it.',
    ],
  },
  {
    id: 'too-early',
    title: 'Too early',
    before: [
      'Xen learns where a guest’s table lies from the device model, when the first vector is bound. Before that there is no record for the device.',
      'Some drivers set up their registers before their interrupts. The write is the same as before, but now it is the first thing the guest does.',
    ],
    text: text(
      'Before any vector is bound',
      '8086:2725',
      'W4 +0x2804 = 0x8000003f',
      `expect lost under ${D}`,
      'expect hardware under vpci-head--hwdom',
    ),
    questions: [
      {
        kind: 'outcome',
        step: 1,
        design: D,
        ask: 'Nothing is bound. Where does the write to +0x2804 end under Xen 4.19?',
        choices: ['hardware', 'hardware-and-forwarded', 'device-model', 'lost'],
      },
    ],
    after: [
      'The handler finds no table here, declines, and it is as under 4.18. Everything that is keyed on the first binding has this gap. It is still there in the newest Xen that the app knows.',
    ],
  },
  {
    id: 'pending',
    title: 'When the pending bits share the page',
    before: [
      'Beside the table a device has a bit for each entry that says whether an interrupt is waiting ([PBA]). A guest must not write it. On this Ethernet controller it lies on the table’s own page, 256 bytes behind the table, and so do the controller’s registers.',
    ],
    text: text(
      'Pending bits on the page',
      '1f0a:6801',
      ...BOUND,
      'W4 +0x1500 = 0x1',
      `expect lost under ${D}`,
      'R4 +0x1500',
      `expect hardware under ${D}`,
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: D,
        ask: 'The guest writes the register at +0x1500 under Xen 4.19. Where does it end?',
        choices: ['hardware', 'hardware-and-forwarded', 'lost', 'crash'],
      },
      {
        kind: 'outcome',
        step: 7,
        design: D,
        ask: 'And a read of the same register?',
        choices: ['hardware', 'device-model', 'lost', 'crash'],
      },
    ],
    after: [
      'Xen protects whole pages here: where the PBA is on the page, every write beside the table is dropped, with one warning for each device. Such a device can be read and not programmed. Of 176 layouts that were looked at for this app, 45 are like this.',
    ],
  },
  {
    id: 'argued',
    title: 'What was argued',
    before: [
      'In March 2023 the first form of these changes was discussed on xen-devel (series v2). One reply proposed the opposite: let the device model own all of the table, mask bit included, let it tell Xen by a hypercall what to mask, and have Xen look only at what lies outside of the table ([mask handling flag]).',
      'Nobody wrote that design down to the end. The app runs it as the mails describe it.',
    ],
    text: text(
      'Two ways to split the work',
      '8086:2725',
      ...BOUND,
      'W4 table[0].ctrl = 1',
      'expect device-model under dm-owns-mask--qemu-owns-mask',
      'expect xen-and-forwarded under series-v2--qemu-latch',
      'W4 +0x2804 = 0x8000003f',
      'expect hardware under series-v2--qemu-latch',
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: 'dm-owns-mask--qemu-owns-mask',
        ask: 'The guest masks the bound entry in the proposed design. Who handles it?',
        choices: ['xen', 'xen-and-forwarded', 'device-model', 'lost'],
      },
      {
        kind: 'outcome',
        step: 7,
        design: 'series-v2--qemu-latch',
        ask: 'And the write to +0x2804 in series v2, which had a second handler for it?',
        choices: ['hardware', 'hardware-and-forwarded', 'device-model', 'lost'],
      },
    ],
    after: [
      'One owner of the mask bit is simpler to reason about. But with the calls of today the device model can unmask a vector and cannot mask it, so a new call would be needed; and every masking would be a round trip. What landed kept the mask bit in Xen and told the device model as well. The Proof view decides 22 claims of that discussion.',
    ],
  },
  {
    id: 'others',
    title: 'Without a device model',
    before: [
      'A PVH dom0 has no device model: Xen emulates the PCI devices itself ([vPCI]), with the same questions to answer. It knows the layout of the device from the start, for it reads the configuration itself.',
    ],
    text: text(
      'The same page under vPCI',
      '8086:2725',
      'W4 +0x2804 = 0x8000003f',
      'expect hardware under vpci-head--hwdom',
      'R4 table[0].ctrl',
      'expect value 1 under vpci-head--hwdom',
    ),
    questions: [
      {
        kind: 'outcome',
        step: 1,
        design: 'vpci-head--hwdom',
        ask: 'The write that came too early under 4.19: where does it end under vPCI, with nothing bound?',
        choices: ['hardware', 'device-model', 'lost', 'crash'],
      },
      {
        kind: 'value',
        step: 2,
        design: 'vpci-head--hwdom',
        ask: 'What does the guest read from the vector control of entry 0, which it has never written?',
        choices: [0n, 1n, 0xffffffffn],
      },
    ],
    after: [
      'One party holds all the state, so nobody can disagree. What it costs: vPCI is there for dom0 only, so far, on x86.',
    ],
  },
  {
    id: 'open',
    title: 'What is still open',
    before: [
      'What landed helps the cards it was made for. Some accesses still go nowhere, because a rule that is right for the table is applied to its neighbours as well: an access must be as large as 1, 2, 4 or 8 bytes and lie at a multiple of its size.',
      'This guest writes 4 bytes at +0x2806.',
    ],
    text: text(
      'An access across the grain',
      '8086:2725',
      ...BOUND,
      'W4 +0x2806 = 0x12345678',
      'expect lost under xen-head--qemu-latch',
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: 'xen-head--qemu-latch',
        ask: 'Where does the unaligned write to +0x2806 end in the newest Xen?',
        choices: ['hardware', 'hardware-and-forwarded', 'partly-lost', 'lost'],
      },
    ],
    after: [
      'Open, too: what comes before the first vector is bound; writes beside a PBA; and that every aligned write beside the table is also sent to a device model that has no use for it.',
    ],
  },
  {
    id: 'where',
    title: 'Where does it go?',
    before: [
      'You have a Wi-Fi card with registers beside its MSI-X table, and a guest whose driver has its interrupts set up. It writes 4 bytes to a register at +0x280c, on the table’s page.',
    ],
    text: text(
      'Where does it go?',
      '8086:2725',
      ...BOUND,
      'W4 +0x280c = 0x1',
      `expect lost under ${A}`,
      `expect hardware-and-forwarded under ${D}`,
    ),
    questions: [
      {
        kind: 'outcome',
        step: 6,
        design: A,
        ask: 'Under Xen 4.18?',
        choices: ['hardware', 'hardware-and-forwarded', 'device-model', 'lost'],
      },
      {
        kind: 'outcome',
        step: 6,
        design: D,
        ask: 'Under Xen 4.19?',
        choices: ['hardware', 'hardware-and-forwarded', 'device-model', 'lost'],
      },
    ],
    after: [
      'If you can say why as well, you can argue on the list. Paste the lspci of your own card next (Device), or see which access tells two designs apart (Proof).',
    ],
  },
];
