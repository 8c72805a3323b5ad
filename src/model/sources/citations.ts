/**
 * Where each rule stands in the source of Xen and QEMU: file, function, and an identifier on the very line. The line
 * numbers are in lines.ts, found and checked by scripts/check-sources.ts against a git checkout.
 */
import type { RuleId } from '../rules.ts';
import type { Citation, CodeCitation, XenTag } from './citation.ts';
import { inWords, MASK_FLAG_REPLY, OWN_MAPPING_REPLY } from './proposals.ts';

const VMSI = 'xen/arch/x86/hvm/vmsi.c';
const INTERCEPT = 'xen/arch/x86/hvm/intercept.c';
const EMULATE = 'xen/arch/x86/hvm/emulate.c';
const HVM = 'xen/arch/x86/hvm/hvm.c';
const MSI = 'xen/arch/x86/msi.c';
const MM = 'xen/arch/x86/mm.c';
const PASSTHROUGH = 'xen/drivers/passthrough/x86/hvm.c';
const IOREQ = 'xen/common/ioreq.c';
const PT_MSI = 'hw/xen/xen_pt_msi.c';
const XEN_HVM = { 'qemu-xen-4.15.0': 'hw/i386/xen/xen-hvm.c', 'qemu-xen-4.5.0': 'xen-hvm.c' };

const xen = (file: string, fn: string, symbol: CodeCitation['symbol'], nth = 1): CodeCitation => ({
  repository: 'xen',
  file,
  function: fn,
  symbol,
  nth,
});
const qemu = (
  file: CodeCitation['file'],
  fn: string,
  symbol: CodeCitation['symbol'],
  nth = 1,
): CodeCitation => ({
  repository: 'qemu',
  file,
  function: fn,
  symbol,
  nth,
});

/** Symbols that differ between the tags before the handler took the rest of the pages, and those since. */
const byEra = (before: string | null, since: string | null): Partial<Record<XenTag, string>> => ({
  ...(before === null
    ? {}
    : { 'RELEASE-4.17.2': before, b1f11273d5: before, 'RELEASE-4.18.0': before, '64b21662b1': before }),
  ...(since === null ? {} : { 'RELEASE-4.19.0': since, c447b7308b: since }),
});

/** Symbols of QEMU that are in one of the tags only: with the latch, or before it. */
const WITH_LATCH = (symbol: string) => ({ 'qemu-xen-4.15.0': symbol });
const BEFORE_LATCH = (symbol: string) => ({ 'qemu-xen-4.5.0': symbol });

const LENGTH = 'len != 4 && len != 8';
const SINCE_419 = (symbol: string) => byEra(null, symbol);
const AT_HEAD = (symbol: string) => ({ c447b7308b: symbol });

const vpci = (fn: string, symbol: string, nth = 1): CodeCitation => ({
  repository: 'xen',
  file: 'xen/drivers/vpci/msix.c',
  function: fn,
  symbol: AT_HEAD(symbol),
  nth,
});
/** What came with the emulation of writes to read-only pages of a guest. */
const atHead = (file: string, fn: string, symbol: string, nth = 1): CodeCitation => ({
  ...xen(file, fn, symbol, nth),
  tag: 'c447b7308b',
});

/** Rules without an entry are facts of the guest or of the device, not decisions of a program. */
export const CITATIONS: Readonly<Partial<Record<RuleId, Citation>>> = {
  'xen.fault-claimed': xen(HVM, 'hvm_hap_nested_page_fault', 'hvm_mmio_internal'),
  'xen.fault-unmapped': xen(HVM, 'hvm_hap_nested_page_fault', 'p2m_mmio_dm'),
  'xen.emulate': xen(EMULATE, 'hvmemul_do_io', 'hvm_io_intercept('),
  'xen.decline': xen(INTERCEPT, 'hvm_find_io_handler', 'ops->accept'),
  'xen.none-accepted': xen(INTERCEPT, 'hvm_io_intercept', 'handler == NULL'),
  'xen.result-okay': xen(EMULATE, 'hvmemul_do_io', 'case X86EMUL_OKAY'),
  'xen.result-unhandleable': xen(EMULATE, 'hvmemul_do_io', 'case X86EMUL_UNHANDLEABLE'),
  'xen.select-server': xen(IOREQ, 'ioreq_server_select', 'ioreq_server_select'),
  'xen.send': xen(IOREQ, 'ioreq_send', 'ioreq_send'),
  'xen.mask': xen(MSI, 'guest_mask_msi_irq', 'msi_set_mask_bit'),
  'xen.forced-unbind': xen('xen/arch/x86/irq.c', 'unmap_domain_pirq', 'pirq_guest_force_unbind'),
  'msixtbl.accept-entry': xen(VMSI, 'msixtbl_range', byEra('return 1', 'msixtbl_addr_to_desc')),
  'msixtbl.accept-adjacent': xen(VMSI, 'msixtbl_range', SINCE_419('addr < entry->gtable')),
  'msixtbl.decline-nothing-bound': xen(VMSI, 'msixtbl_find_entry', 'return NULL'),
  'msixtbl.decline-outside': xen(VMSI, 'msixtbl_find_entry', 'addr', 2),
  'msixtbl.decline-unbound': xen(VMSI, 'msixtbl_addr_to_desc', 'entry_nr == nr_entry'),
  'msixtbl.snoop': xen(VMSI, 'msixtbl_range', 'msix_snoop_address'),
  'msixtbl.read-misaligned': xen(VMSI, 'msixtbl_read', byEra(LENGTH, 'IS_ALIGNED')),
  'msixtbl.read-short': xen(VMSI, 'msixtbl_read', LENGTH),
  'msixtbl.read-not-shadowed': xen(VMSI, 'msixtbl_read', 'ARRAY_SIZE(entry->gentries)'),
  'msixtbl.read-shadow-invalid': xen(VMSI, 'msixtbl_read', 'acc_bit(test'),
  'msixtbl.read-unbound': xen(VMSI, 'msixtbl_read', '!msi_desc'),
  'msixtbl.read-shadow': xen(VMSI, 'msixtbl_read', 'msi_ad[index]'),
  'msixtbl.read-mask': xen(VMSI, 'msixtbl_read', 'guest_masked'),
  'msixtbl.read-data-and-mask': xen(VMSI, 'msixtbl_read', 'guest_masked', 2),
  'msixtbl.write-misaligned': xen(VMSI, 'msixtbl_write', {
    'RELEASE-4.17.2': LENGTH,
    b1f11273d5: LENGTH,
    'RELEASE-4.18.0': LENGTH,
  }),
  'msixtbl.write-misaligned-dropped': xen(VMSI, '_msixtbl_write', {
    '64b21662b1': 'IS_ALIGNED',
    'RELEASE-4.19.0': 'IS_ALIGNED',
    c447b7308b: 'IS_ALIGNED',
  }),
  'msixtbl.write-short-dropped': xen(VMSI, '_msixtbl_write', { '64b21662b1': LENGTH }),
  'msixtbl.write-short': xen(VMSI, 'msixtbl_write', {
    'RELEASE-4.17.2': LENGTH,
    b1f11273d5: LENGTH,
    'RELEASE-4.18.0': LENGTH,
    'RELEASE-4.19.0': LENGTH,
    c447b7308b: LENGTH,
  }),
  'msixtbl.write-message': xen(VMSI, 'msixtbl_write', 'set_bit(nr_entry'),
  'msixtbl.write-postponed': xen(VMSI, 'msixtbl_write', 'msix_unmask_address'),
  'msixtbl.write-unbound': xen(VMSI, 'msixtbl_write', '!msi_desc'),
  'msixtbl.register': xen(VMSI, 'msixtbl_pt_register', 'atomic_inc'),
  'msixtbl.unregister': xen(VMSI, 'msixtbl_pt_unregister', 'atomic_dec_and_test'),
  'adjacent.read': xen(VMSI, 'adjacent_read', {
    'RELEASE-4.19.0': 'switch ( len )',
    c447b7308b: 'read_mmio',
  }),
  'adjacent.read-unmapped': xen(VMSI, 'adjacent_read', SINCE_419('!fixmap_idx')),
  'adjacent.write': xen(VMSI, 'adjacent_write', {
    'RELEASE-4.19.0': 'switch ( len )',
    c447b7308b: 'write_mmio',
  }),
  'adjacent.write-unmapped': xen(VMSI, 'get_adjacent_idx', SINCE_419('adj_access_idx')),
  'adjacent.write-discarded': xen(VMSI, 'get_adjacent_idx', SINCE_419('pba.first')),
  'adjacent.warn-pba': xen(VMSI, 'get_adjacent_idx', SINCE_419('adjacent_pba')),
  'adjacent.warn-uninitialised': xen(VMSI, 'get_adjacent_idx', SINCE_419('adjacent_not_initialized')),
  'completion.unmask': xen(VMSI, 'msix_write_completion', 'msixtbl_write'),
  'completion.forget-snoop': xen(VMSI, 'msix_write_completion', 'msix_snoop_address', 2),
  'completion.failed': xen(VMSI, 'msix_write_completion', 'gdprintk'),
  'protected.crash': xen('xen/arch/x86/hvm/vmx/vmx.c', 'ept_handle_violation', 'domain_crash'),
  'protected.emulate': atHead(HVM, 'hvm_hap_nested_page_fault', 'mmio_ro_ranges', 2),
  'vpci.accept': vpci('msix_accept', 'msix_find'),
  'vpci.read-entry': vpci('msix_read', 'entry->addr'),
  'vpci.write-message': vpci('msix_write', 'entry->updated'),
  'vpci.write-mask': vpci('msix_write', 'entry->masked = new_masked'),
  'vpci.mask-unchanged': vpci('msix_write', 'entry->masked == new_masked'),
  'vpci.mask': vpci('msix_write', 'vpci_msix_arch_mask_entry'),
  'vpci.refuse': vpci('access_allowed', 'gprintk'),
  'vpci.straddles': vpci('adjacent_write', 'adjacent_handle'),
  'vpci.split': vpci('adjacent_write', 'IS_ALIGNED'),
  'vpci.read-pba': vpci('adjacent_read', 'read_mmio'),
  'vpci.write-pba': vpci('adjacent_write', 'write_mmio'),
  'vpci.ignore-pba-write': vpci('adjacent_write', 'is_hardware_domain'),
  'vpci.read-adjacent': vpci('adjacent_read', 'read_mmio'),
  'vpci.write-adjacent': vpci('adjacent_write', 'write_mmio'),
  'vpci.map': xen(VMSI, 'vpci_msi_enable', AT_HEAD('allocate_and_map_msi_pirq')),
  'vpci.bind': xen(VMSI, 'vpci_msi_update', AT_HEAD('pt_irq_create_bind')),
  'vpci.unbind': xen(VMSI, 'vpci_msi_disable', AT_HEAD('pt_irq_destroy_bind')),
  'vpci.unmap': xen(VMSI, 'vpci_msi_disable', AT_HEAD('unmap_domain_pirq')),
  'vpci.unsupported-address': xen(VMSI, 'vpci_msi_update', AT_HEAD('MSI_ADDR_HEADER')),
  'vpci.enable-failed': vpci('update_entry', 'gprintk', 2),
  'vpci.config': vpci('control_write', 'new_enabled'),
  'vpci.config-unchanged': vpci('control_write', 'msix->masked'),
  'own.store': inWords(OWN_MAPPING_REPLY),
  'own.load': inWords(OWN_MAPPING_REPLY),
  'own.second-fault': atHead(MM, 'subpage_mmio_write_emulate', 'subpage_mmio_write_emulate'),
  'own.protected': atHead(MM, 'subpage_mmio_write_emulate', 'test_bit'),
  'own.complete': atHead(MM, 'subpage_mmio_write_emulate', 'write_mmio'),
  'msixtbl.decline-yields': inWords(MASK_FLAG_REPLY),
  'xen.mixed-flags': inWords(MASK_FLAG_REPLY),
  'dm.bind-for-mask': inWords(MASK_FLAG_REPLY),
  'dm.mask-call': inWords(MASK_FLAG_REPLY),
  'dm.refuse-unmasked': qemu(PT_MSI, 'pci_msix_write', BEFORE_LATCH('msix->enabled')),
  'dm.take-written': qemu(PT_MSI, 'xen_pt_msix_update_one', BEFORE_LATCH('entry->addr, entry->data'), 2),
  'dm.receive': qemu(XEN_HVM, 'cpu_handle_ioreq', 'cpu_get_ioreq'),
  'dm.answer': qemu(XEN_HVM, 'cpu_handle_ioreq', 'STATE_IORESP_READY'),
  'dm.reject-size': {
    ...qemu('softmmu/memory.c', 'memory_region_access_valid', 'size < mr->ops->valid.min_access_size'),
    tag: 'qemu-xen-4.15.0',
  },
  'dm.reject-range': qemu(PT_MSI, 'pci_msix_write', WITH_LATCH('total_entries')),
  'dm.reject-range-logged': qemu(PT_MSI, 'pci_msix_write', BEFORE_LATCH('XEN_PT_ERR')),
  'dm.bar-read': qemu('hw/xen/xen_pt.c', 'xen_pt_bar_read', 'XEN_PT_ERR'),
  'dm.bar-write': qemu('hw/xen/xen_pt.c', 'xen_pt_bar_write', 'XEN_PT_ERR'),
  'dm.same-value': qemu(PT_MSI, 'pci_msix_write', 'get_entry_value'),
  'dm.latch-message': qemu(PT_MSI, 'pci_msix_write', 'entry->updated'),
  'dm.latch-control': qemu(PT_MSI, 'pci_msix_write', 'set_entry_value'),
  'dm.unmask': qemu(PT_MSI, 'pci_msix_write', 'xen_pt_msix_update_one'),
  'dm.take-message': qemu(PT_MSI, 'xen_pt_msix_update_one', WITH_LATCH('latch(LOWER_ADDR)')),
  'dm.keep-old-message': qemu(PT_MSI, 'xen_pt_msix_update_one', WITH_LATCH('s->msix->maskall')),
  'dm.read-latch': qemu(PT_MSI, 'pci_msix_read', 'get_entry_value'),
  'dm.read-devmem': qemu(PT_MSI, 'pci_msix_read', 'phys_iomem_base'),
  'dm.read-unsupported': {
    repository: 'stubdom',
    file: 'qemu/patches/0006-Do-not-access-dev-mem-in-MSI-X-PCI-passthrough-on-Xe.patch',
    function: 'pci_msix_read',
    symbol: 'return 0xFFFFFFFF',
  },
  'dm.map': qemu(PT_MSI, 'msi_msix_setup', 'xc_physdev_map_pirq_msi'),
  'dm.map-failed': qemu(PT_MSI, 'msi_msix_setup', 'XEN_PT_ERR'),
  'dm.bind': qemu(PT_MSI, 'msi_msix_update', 'xc_domain_update_msi_irq'),
  'dm.bind-failed': qemu(PT_MSI, 'msi_msix_update', 'XEN_PT_ERR'),
  'dm.unbind': qemu(PT_MSI, 'msi_msix_disable', 'xc_domain_unbind_msi_irq'),
  'dm.unbind-failed': qemu(PT_MSI, 'msi_msix_disable', 'XEN_PT_ERR'),
  'dm.unmap': qemu(PT_MSI, 'msi_msix_disable', 'xc_physdev_unmap_pirq'),
  'dm.unmap-failed': qemu(PT_MSI, 'msi_msix_disable', 'XEN_PT_ERR', 2),
  'xen.host-mask': xen(MSI, 'mask_msi_irq', 'msi_set_mask_bit'),
  'xen.mask-function': xen(MSI, 'msi_set_mask_bit', 'PCI_MSIX_FLAGS_MASKALL', 2),
  'xen.mask-impossible': xen(MSI, 'msi_set_mask_bit', 'memory_decoded'),
  'xen.warn-maskall': xen(MSI, 'msi_set_mask_bit', 'cannot mask IRQ'),
  'xen.refuse-unprepared': xen(MSI, 'msix_capability_init', 'ENODATA'),
  'xen.refuse-decode-off': xen(MSI, 'msix_capability_init', 'ENXIO'),
  'xen.prepare': xen(MSI, 'pci_prepare_msix', 'msix_capability_init'),
  'xen.release': xen(MSI, 'pci_prepare_msix', 'off'),
  'xen.prepare-busy': xen(MSI, 'pci_prepare_msix', 'EBUSY'),
  'xen.bad-slot': xen(IOREQ, 'ioreq_send', 'bad IO state'),
  'xen.wait': xen(IOREQ, 'ioreq_send', 'pending = true'),
  'xen.resume': xen(IOREQ, 'vcpu_ioreq_handle_completion', 'wait_for_io'),
  'xen.still-waits': xen(IOREQ, 'wait_for_io', 'wait_on_xen_event_channel'),
  'xen.no-wait': xen(IOREQ, 'vcpu_ioreq_handle_completion', 'get_pending_vcpu'),
  'xen.inject': xen(PASSTHROUGH, 'hvm_dirq_assist', 'vmsi_deliver_pirq'),
  'xen.inject-old': xen(PASSTHROUGH, 'hvm_dirq_assist', 'vmsi_deliver_pirq'),
  'xen.inject-nobody': xen(PASSTHROUGH, 'hvm_do_IRQ_dpci', 'HVM_IRQ_DPCI_MAPPED'),
  'unruly.refused': xen(PASSTHROUGH, 'pt_irq_destroy_bind', '!desc'),
  'unruly.not-bound': xen(PASSTHROUGH, 'pt_irq_destroy_bind', 'guest_mask_msi_irq'),
  'dm.remap': qemu(PT_MSI, 'xen_pt_msix_update_remap', 'xc_domain_unbind_pt_irq'),
  'config.receive': qemu('hw/xen/xen_pt_config_init.c', 'xen_pt_msixctrl_reg_write', 'xen_pt_msix_update'),
  'config.remember': qemu('hw/xen/xen_pt_config_init.c', 'xen_pt_msixctrl_reg_write', 'msix->enabled', 3),
  'config.intercept': xen(MSI, 'pci_msi_conf_write_intercept', 'guest_maskall'),
};
