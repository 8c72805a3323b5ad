/** What the words mean, with where that is laid down or can be read. */

export interface Term {
  readonly id: string;
  /** As it is written in the app. */
  readonly word: string;
  /** Other forms that stand for it in sentences. */
  readonly also: readonly string[];
  readonly meaning: string;
  readonly source: string;
}

const term = (word: string, also: readonly string[], meaning: string, source: string): Term => ({
  id: word.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  word,
  also,
  meaning,
  source,
});

const PCI = 'PCI Local Bus Specification 3.0, section 6.8.2';
const VMSI = 'xen/arch/x86/hvm/vmsi.c';

export const GLOSSARY: readonly Term[] = [
  term(
    'access',
    ['accesses'],
    'One read or write of a guest to the device’s memory: 1, 2, 4 or 8 bytes at an offset of a BAR. A REP instruction is one access of many elements.',
    'xen/arch/x86/hvm/emulate.c, hvmemul_do_io',
  ),
  term(
    'accept',
    ['accepts', 'declines'],
    'The question to an internal handler whether an address is its own. It is asked twice: once to find out whether a page fault is worth emulating, and once for the request itself.',
    'xen/arch/x86/hvm/intercept.c, hvm_find_io_handler',
  ),
  term(
    'adjacent registers',
    ['adjacent', 'beside the table', 'next to the table'],
    'Registers of the device on a page that also holds bytes of its MSI-X table, before or after it.',
    `${VMSI}, get_adjacent_idx (since 4.19)`,
  ),
  term(
    'BAR',
    ['BARs'],
    'Base address register: says where in memory a part of the device can be reached, and how large it is. A device has at most six.',
    'PCI Local Bus Specification 3.0, section 6.2.5',
  ),
  term(
    'bind',
    ['bound', 'binds', 'bound entry'],
    'The device model asks Xen to deliver a pirq to the guest as a given vector. A bound entry has a record in Xen (msi_desc), so that msixtbl knows it.',
    'xen/drivers/passthrough/x86/hvm.c, pt_irq_create_bind',
  ),
  term(
    'completion',
    ['completes'],
    'What Xen does when the device model has answered and the vCPU goes on: an unmask that had to wait until the vector was bound again is done now.',
    `${VMSI}, msix_write_completion`,
  ),
  term(
    'device model',
    ['QEMU', 'DM'],
    'The program that emulates a guest’s devices, usually QEMU: in dom0, or in a domain of its own. It keeps its own copy of the MSI-X table for each device that is passed through.',
    'hw/xen/xen_pt_msi.c in QEMU',
  ),
  term(
    'dom0',
    ['hardware domain'],
    'The first domain, which drives the machine’s devices. The hardware domain is the one that owns those devices, and nearly always the same.',
    'xen/common/domain.c',
  ),
  term(
    'enable bit',
    ['MSI-X Enable', 'enable'],
    'Bit 15 of Message Control in the MSI-X capability: the device interrupts by MSI-X only while it is set.',
    PCI,
  ),
  term(
    'function mask',
    ['MASKALL', 'maskall'],
    'Bit 14 of Message Control: while it is set no entry of the device interrupts, whatever its own mask bit says.',
    PCI,
  ),
  term(
    'gflags',
    ['flags'],
    'A word that goes with a bind: destination, delivery mode, trigger mode, and whether the vector is to be unmasked (bit 16).',
    'xen/include/public/domctl.h, XEN_DOMCTL_VMSI_X86_*',
  ),
  term(
    'gtable',
    [],
    'Where the guest sees its MSI-X table, as the device model told Xen in a bind. Without it Xen does not know the table.',
    `${VMSI}, msixtbl_pt_register`,
  ),
  term(
    'hop',
    ['hops'],
    'One step of a route in this app: who had the access, what was decided and why, what it changed, and where in the source.',
    'this app',
  ),
  term(
    'host mask',
    ['host_masked'],
    'Xen’s own wish that an entry be masked. The bit in the device is set when Xen or the guest wants it.',
    'xen/arch/x86/msi.c, msi_set_mask_bit',
  ),
  term(
    'hvm_io_handler',
    ['internal handler', 'handlers', 'handler'],
    'A handler inside Xen for a range of addresses of HVM guests. Handlers are asked in the order in which they were registered. Not to be confused with an ioreq server, which is always outside of Xen.',
    'xen/arch/x86/hvm/intercept.c',
  ),
  term(
    'ioreq',
    ['request'],
    'A request for an access, put into a page that Xen shares with the device model. The vCPU waits until it is answered.',
    'xen/include/public/hvm/ioreq.h',
  ),
  term(
    'ioreq server',
    ['ioreq servers'],
    'Who answers ioreqs for a range of addresses: a program outside of Xen, for HVM guests nearly always QEMU.',
    'xen/common/ioreq.c, ioreq_server_select',
  ),
  term(
    'latch',
    ['latches', 'latched'],
    'The device model’s own copy of what the guest wrote to a table entry, four words for each.',
    'hw/xen/xen_pt_msi.c in QEMU, XenPTMSIXEntry',
  ),
  term(
    'mask bit',
    ['masked', 'mask', 'unmask', 'masks'],
    'Bit 0 of an entry’s vector control: while it is set the entry does not interrupt, and what happens is remembered in the PBA.',
    PCI,
  ),
  term(
    'mask handling flag',
    ['XEN_DOMCTL_VMSI_X86_MASK_HANDLING'],
    'A bit of gflags that was proposed in March 2023: with it the device model would own the mask bits. It was never written.',
    'xen-devel, 27 March 2023, replies to series v2',
  ),
  term(
    'message',
    ['address and data'],
    'What the device writes to interrupt: the data of an entry to its address.',
    PCI,
  ),
  term(
    'mmio_ro_ranges',
    ['read-only'],
    'Machine pages that no domain may write: those with MSI-X tables and PBAs are added when a device is first used.',
    'xen/arch/x86/msi.c, msix_capability_init',
  ),
  term(
    'msi_desc',
    [],
    'Xen’s record of one MSI or MSI-X interrupt of a device, made when a pirq is mapped.',
    'xen/arch/x86/include/asm/msi.h',
  ),
  term(
    'MSI-X',
    [],
    'The way in which PCI devices interrupt by writing to memory, with up to 2048 messages in a table in the device’s own memory.',
    PCI,
  ),
  term(
    'msixtbl',
    ['msixtbl entry', 'msixtbl_entry'],
    'Xen’s internal handler for MSI-X tables of HVM guests, and its record for each device with a bound vector.',
    `${VMSI}, msixtbl_range`,
  ),
  term(
    'page fault',
    ['EPT violation', 'trapped', 'faults'],
    'What happens when a guest touches a page that is not mapped for it. Xen finds out which instruction it was and emulates it.',
    'xen/arch/x86/hvm/hvm.c, hvm_hap_nested_page_fault',
  ),
  term(
    'PBA',
    ['pending bits', 'Pending Bit Array'],
    'Pending Bit Array: a bit for each entry of the table that says whether an interrupt waits while the entry is masked.',
    PCI,
  ),
  term(
    'pirq',
    ['pirqs', 'vectors'],
    'The number under which a domain knows an interrupt of the machine.',
    'xen/arch/x86/irq.c, map_domain_pirq',
  ),
  term(
    'prepare',
    ['prepares', 'pciback'],
    'dom0’s call before a device is given to a guest: Xen reads the layout and protects the pages of table and PBA.',
    'xen/arch/x86/physdev.c, PHYSDEVOP_prepare_msix',
  ),
  term(
    'round trip',
    ['round trips'],
    'A request to the device model and its answer, during which the vCPU stands still.',
    'xen/common/ioreq.c, ioreq_send',
  ),
  term(
    'route',
    ['routes'],
    'The ordered list of hops of one access, from the guest’s instruction to its end.',
    'this app',
  ),
  term(
    'snoop',
    ['snooped', 'snoops', 'msix_snoop_address'],
    'What msixtbl remembers of a write it declines: the address, if the write clears a mask bit. If that entry is bound before the vCPU goes on, it is unmasked then.',
    `${VMSI}, msixtbl_range`,
  ),
  term(
    'stubdomain',
    ['stub domain'],
    'A small domain in which the device model of another domain runs, so that a broken one can do less harm.',
    'docs/misc/stubdom.txt in Xen',
  ),
  term(
    'sub-page read-only',
    ['subpage'],
    'A way to protect a part of a page: the page is read-only for everybody, and Xen carries out writes to the unprotected part itself.',
    'xen/arch/x86/mm.c, subpage_mmio_ro_add (since 4.20)',
  ),
  term(
    'table',
    ['MSI-X table', 'entry', 'entries'],
    'The MSI-X table: 16 bytes for each entry, with address, upper address, data and vector control.',
    PCI,
  ),
  term(
    'vector control',
    ['ctrl'],
    'The fourth word of a table entry. Only its bit 0, the mask bit, has a meaning here.',
    PCI,
  ),
  term(
    'vPCI',
    [],
    'Xen’s own emulation of PCI devices for domains without a device model: a PVH dom0 on x86.',
    'xen/drivers/vpci/msix.c',
  ),
  term(
    'XENFEAT_dm_msix_all_writes',
    ['feature bit'],
    'The feature bit by which Xen says, since 4.19, that the device model is sent every write to a vector control that Xen handles.',
    'xen/include/public/features.h',
  ),
];
