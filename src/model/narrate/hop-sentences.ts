import { unreachable } from '../base/assert.ts';
import { hex, hex64 } from '../base/hex.ts';
import type { Design, DeviceModelDesign } from '../context.ts';
import type { Layout } from '../layout.ts';
import type { Hop, HopFacts } from '../route.ts';
import { eventSentence, isEventRule } from './events.ts';
import { placeMeaning, placeName } from './places.ts';

const HANDLER_RANGES: Readonly<Record<string, string>> = {
  vioapic: 'the virtual I/O APIC',
  stdvga: 'the VGA frame buffer',
  vlapic: 'the local APIC page',
  hpet: 'the HPET page',
};
const valueText = (facts: HopFacts): string => hex64(facts.lo ?? 0, facts.hi ?? 0);
const bytes = (facts: HopFacts): string => `${facts.size ?? 4} byte${facts.size === 1 ? '' : 's'}`;
/** Where a device model looks for the mask bit at an unmask of a changed entry. */
const MASK_SOURCES: Readonly<Record<DeviceModelDesign['maskFrom'], string>> = {
  hardware: 'It looks up the mask bit in the hardware.',
  latch: 'It takes the mask bit from its latch, as it was before this write.',
  nowhere: 'It does not ask what the mask bit was before.',
};
const maskWord = (facts: HopFacts): string => (facts.masked === true ? 'masked' : 'not masked');

/** One sentence for a hop: who decided what, and why. */
export function hopSentence(hop: Hop, layout: Layout, design: Design): string {
  const { facts } = hop;
  const at = facts.offset === undefined ? '' : placeName(facts.offset, layout);
  const entry = facts.entry ?? 0;
  const tableEnds = `+${hex(layout.tableEnd - 1)}`;
  switch (hop.rule) {
    case 'guest.write':
      return `The guest writes ${valueText(facts)} to ${at} (${bytes(facts)}, ${placeMeaning(facts.offset ?? 0, layout)}).`;
    case 'guest.read':
      return `The guest reads ${bytes(facts)} at ${at} (${placeMeaning(facts.offset ?? 0, layout)}).`;
    case 'guest.rep-write':
      return `The guest copies ${facts.count ?? 0} elements of ${bytes(facts)} from its RAM to ${at} with REP MOVS.`;
    case 'guest.rep-read':
      return `The guest copies ${facts.count ?? 0} elements of ${bytes(facts)} from ${at} to its RAM with REP MOVS.`;
    case 'guest.direct':
      return `${at} lies on a page without table bytes, which is mapped to the guest: no exit, the access goes straight to the device.`;
    case 'guest.value':
      return facts.count === undefined
        ? `The guest goes on with ${valueText(facts)}.`
        : `The guest goes on with ${facts.count} values in its RAM.`;
    case 'xen.fault-claimed':
      return 'The page holds table bytes and is not mapped, so the access faults; a handler of Xen claims the address, so it is emulated at once.';
    case 'xen.fault-unmapped':
      return 'The page holds table bytes and is not mapped, so the access faults; no handler claims the address, its page type (p2m_mmio_dm) makes Xen emulate it.';
    case 'xen.emulate':
      return facts.count !== undefined && facts.count > 1
        ? `The emulator decodes the instruction and makes one request of ${facts.count} repetitions.`
        : 'The emulator decodes the instruction and makes a request of it.';
    case 'xen.decline': {
      const range = HANDLER_RANGES[facts.handler ?? ''];
      return `${facts.handler ?? 'A handler'} is asked and declines: the address is not in ${range ?? 'its range'}.`;
    }
    case 'xen.none-accepted':
      return 'No internal handler takes the request.';
    case 'xen.result-okay':
      return facts.count !== undefined && facts.count > 1
        ? `Xen reports X86EMUL_OKAY for ${facts.count} repetitions: finished, nothing is sent to a device model.`
        : 'Xen reports X86EMUL_OKAY: finished, nothing is sent to a device model.';
    case 'xen.result-unhandleable':
      return facts.count !== undefined && facts.count > 1
        ? `Xen reports X86EMUL_UNHANDLEABLE: the batch of ${facts.count} repetitions goes to an ioreq server whole.`
        : 'Xen reports X86EMUL_UNHANDLEABLE: an ioreq server has to be found for it.';
    case 'xen.select-server':
      return 'The whole BAR is registered by QEMU, so QEMU’s ioreq server is chosen.';
    case 'xen.send':
      return facts.write === true
        ? `The ${facts.count === undefined ? `write of ${valueText(facts)}` : `batch of ${facts.count} writes`} is put in the shared page and the vCPU waits for QEMU: a blocking round trip.`
        : 'The read is put in the shared page and the vCPU waits for QEMU: a blocking round trip.';
    case 'xen.mask':
      return facts.masked === true
        ? `Xen masks entry ${entry} for the guest: guest_masked is set, the hardware bit becomes host OR guest.`
        : `Xen unmasks entry ${entry} for the guest: guest_masked is cleared, the hardware bit becomes host OR guest.`;
    case 'xen.forced-unbind':
      return `The pirq of entry ${entry} is unmapped while it is still bound: Xen unbinds it by force, without unregistering the table.`;
    case 'msixtbl.accept-entry':
      return `msixtbl takes it: ${at} is inside the table and entry ${entry} has a bound vector.`;
    case 'msixtbl.accept-adjacent':
      return `msixtbl takes it: ${at} is next to the table, on one of the table’s pages.`;
    case 'msixtbl.decline-nothing-bound':
      return 'msixtbl declines: no vector of the device is bound, so Xen has no record of its table.';
    case 'msixtbl.decline-outside':
      return (facts.offset ?? 0) >= layout.tableEnd
        ? `msixtbl declines: ${at} lies past the table’s last byte (${tableEnds}).`
        : `msixtbl declines: ${at} lies before the table’s first byte (+${hex(layout.tableStart)}).`;
    case 'msixtbl.decline-unbound':
      return `msixtbl declines: entry ${entry} has no bound vector.`;
    case 'msixtbl.snoop':
      return `A mask bit is being cleared at ${at}: msixtbl remembers the address, should QEMU bind this vector before it answers.`;
    case 'msixtbl.read-misaligned':
      return `msixtbl does not answer a read of ${bytes(facts)} that is not naturally aligned.`;
    case 'msixtbl.read-short':
      return `msixtbl answers only 4 and 8 bytes inside the table, not ${facts.size ?? 0}.`;
    case 'msixtbl.read-not-shadowed':
      return `Xen keeps address and data of entries 0 to 2 only; entry ${entry} is left to QEMU.`;
    case 'msixtbl.read-shadow-invalid':
      return `Xen’s copy of ${at} is not valid: nobody has written it since the entry was bound. It is left to QEMU.`;
    case 'msixtbl.read-unbound':
      return `Entry ${entry} has no bound vector, so Xen has no mask state for it.`;
    case 'msixtbl.read-shadow':
      return `Xen answers ${valueText(facts)} from its own copy of entry ${entry}.`;
    case 'msixtbl.read-mask':
      return `Xen answers ${valueText(facts)}: the mask bit as the guest wants it (guest_masked).`;
    case 'msixtbl.read-data-and-mask':
      return `Xen answers ${valueText(facts)}: the data from its own copy, the mask bit from guest_masked.`;
    case 'msixtbl.write-misaligned':
      return `msixtbl does not handle a write of ${bytes(facts)} that is not naturally aligned.`;
    case 'msixtbl.write-misaligned-dropped':
      return 'The write is not naturally aligned: Xen drops it and calls it handled.';
    case 'msixtbl.write-short':
      return `msixtbl acts only on 4 and 8 bytes inside the table, not on ${facts.size ?? 0}.`;
    case 'msixtbl.write-short-dropped':
      return `A write of ${bytes(facts)} inside the table: Xen drops it and calls it handled.`;
    case 'msixtbl.write-message':
      return `Address or data of entry ${entry} changes: Xen ${entry < 3 ? 'copies the value and ' : ''}sets table_flags, QEMU has to see it.`;
    case 'msixtbl.write-postponed':
      return `An unmask of entry ${entry} after address or data was written: Xen postpones it until QEMU has re-bound the vector.`;
    case 'msixtbl.write-unbound':
      return `Entry ${entry} has no interrupt that Xen could mask or unmask.`;
    case 'msixtbl.register':
      return `Xen registers the vector of entry ${entry}; from now on it knows where the guest’s table lies.`;
    case 'msixtbl.unregister':
      return `Xen takes the vector of entry ${entry} off its record of the table.`;
    case 'adjacent.read':
      return `Xen reads ${at} from the device through its own mapping of that page.`;
    case 'adjacent.read-unmapped':
      return `Xen has no mapping of that page on this side of the table: the read gives all ones.`;
    case 'adjacent.write':
      return `Xen writes ${valueText(facts)} to ${at} of the device through its own mapping of that page.`;
    case 'adjacent.write-unmapped':
      return 'Xen has no mapping of that page on this side of the table: the write is not carried out.';
    case 'adjacent.write-discarded':
      return 'The PBA shares that page, so Xen does not carry out the write, whichever register it is for.';
    case 'adjacent.warn-pba':
      return 'Xen warns, once for the device and domain: table and PBA share a page, the write is discarded.';
    case 'adjacent.warn-uninitialised':
      return 'Xen warns, once for the device and domain: the page for adjacent access was not set up.';
    case 'completion.unmask':
      return `QEMU has answered: Xen now carries out the unmask of entry ${entry}, which waited for that.`;
    case 'completion.forget-snoop':
      return 'QEMU has answered without binding that vector: Xen forgets the address it had remembered.';
    case 'completion.failed':
      return 'The unmask that waited for this could not be done: the vector stays masked.';
    case 'protected.crash':
      return 'The page holds the PBA and is read-only for the guest; this Xen does not handle the fault and crashes the domain.';
    case 'protected.emulate':
      return 'The page holds the PBA and is read-only for the guest; Xen emulates the write.';
    case 'dm.receive':
      return 'QEMU takes the request from the shared page.';
    case 'dm.answer':
      return 'QEMU answers; the vCPU can go on.';
    case 'dm.reject-size':
      return `QEMU’s table region takes aligned 4-byte pieces only; ${facts.size === 1 ? 'this byte is' : `these ${bytes(facts)} are`} ${facts.write === true ? 'dropped' : 'answered with 0'}.`;
    case 'dm.reject-range':
      return `For QEMU this would be entry ${entry} of ${layout.entries}: it drops the write silently.`;
    case 'dm.reject-range-logged':
      return `For QEMU this would be entry ${entry} of ${layout.entries}: it logs an error and drops the write.`;
    case 'dm.bar-read':
      return 'The bytes are in QEMU’s region for the rest of the BAR, which logs an error and answers 0.';
    case 'dm.bar-write':
      return 'The bytes are in QEMU’s region for the rest of the BAR, which logs an error and drops the write.';
    case 'dm.same-value':
      return `QEMU already holds that value for entry ${entry}, whose pirq is mapped: nothing to do.`;
    case 'dm.latch-message':
      return `QEMU latches ${valueText(facts)} for ${at} and marks entry ${entry} as updated.`;
    case 'dm.latch-control':
      return `QEMU latches ${valueText(facts)} as vector control of entry ${entry}.`;
    case 'dm.unmask':
      return `Entry ${entry} is being unmasked and was updated: QEMU has to put the new message in force. ${MASK_SOURCES[design.deviceModel.maskFrom]}`;
    case 'dm.take-written':
      return `Address and data of entry ${entry} count as they were written last, whatever the mask bit: this QEMU keeps no older ones.`;
    case 'dm.take-message':
      return `QEMU takes entry ${entry} for ${maskWord(facts)}${facts.masked === true ? '' : ', but it has no pirq yet or the function is masked'}: the latched address and data come into force.`;
    case 'dm.keep-old-message':
      return `QEMU takes entry ${entry} for not masked: the old address and data stay in force.`;
    case 'dm.read-latch':
      return `QEMU answers ${valueText(facts)} from its latch.`;
    case 'dm.read-devmem':
      return 'The bytes lie past the table: QEMU reads them from the hardware through /dev/mem.';
    case 'dm.read-unsupported':
      return 'The bytes lie past the table and QEMU has no mapping of the hardware: it answers all ones.';
    case 'dm.map':
      return `QEMU asks Xen to map a pirq for entry ${entry}.`;
    case 'dm.map-failed':
      return `Mapping a pirq for entry ${entry} failed: the entry stays without a vector.`;
    case 'dm.bind':
      return entry < 0
        ? 'QEMU asks Xen to bind a pirq that is not mapped.'
        : `QEMU binds entry ${entry} to guest vector ${hex(facts.vector ?? 0)}${((facts.gflags ?? 0) & 0x10000) !== 0 ? ' and asks for it to be unmasked' : ''}.`;
    case 'dm.bind-failed':
      return `The bind failed: QEMU gives up the pirq of entry ${entry}.`;
    case 'dm.unbind':
      return `QEMU unbinds the vector of entry ${entry}.`;
    case 'dm.unbind-failed':
      return `Unbinding entry ${entry} failed.`;
    case 'dm.unmap':
      return entry < 0
        ? 'QEMU asks Xen to unmap a pirq that is not mapped.'
        : `QEMU unmaps the pirq of entry ${entry}.`;
    case 'dm.unmap-failed':
      return `Unmapping the pirq of entry ${entry} failed.`;
    case 'config.enable':
      return facts.masked === true
        ? 'The guest sets MSI-X Enable and Function Mask in Message Control.'
        : 'The guest sets MSI-X Enable in Message Control, without Function Mask.';
    case 'config.disable':
      return 'The guest clears MSI-X Enable in Message Control.';
    case 'config.receive':
      return 'Configuration space belongs to QEMU: it handles the write before the device sees it.';
    case 'config.remember':
      return 'QEMU remembers Enable and Function Mask as the guest wants them.';
    case 'config.intercept':
      return design.deviceModel.present
        ? 'The value goes to the device through dom0; on the way Xen notes the guest’s Function Mask.'
        : 'Xen notes the guest’s Function Mask, and writes the value to the device itself.';
    case 'config.device':
      return 'The device’s Message Control changes.';
    case 'hardware.read':
      return `The device answers ${valueText(facts)} for ${at}.`;
    case 'hardware.read-devmem':
      return `The device answers ${valueText(facts)} for ${at} to QEMU.`;
    case 'hardware.write':
      return `The device receives ${valueText(facts)} at ${at}.`;
    case 'xen.mixed-flags':
      return 'Another vector of the device was bound with the other choice of who handles the mask bit: Xen refuses with -EINVAL.';
    case 'msixtbl.decline-yields':
      return 'msixtbl declines: the device model has declared that it handles the mask bit, so everything inside the table is its own.';
    case 'page.accept':
      return `The second handler, msixtbl_page, takes it: ${at} is next to the table of a device with a bound vector.`;
    case 'page.decline':
      return 'The second handler, msixtbl_page, declines: the address is not next to the table of a device with a bound vector.';
    case 'page.refuse-pba':
      return 'The second handler, msixtbl_page, declines the write: the PBA shares that page.';
    case 'page.warn-pba':
      return 'A debug build warns, every time: the write is refused because the PBA shares the page.';
    case 'page.assertion':
      return 'An assertion about the table’s last page fails, for it forgets where on its page the table starts: a debug build stops here, a release build goes on.';
    case 'page.read-misaligned':
      return `msixtbl_page does not answer a read of ${bytes(facts)} that is not naturally aligned.`;
    case 'vpci.accept':
      return 'vPCI takes it: the address is on a page of the device’s table or PBA.';
    case 'vpci.read-entry':
      return `vPCI answers ${valueText(facts)} from its own record of entry ${entry}.`;
    case 'vpci.write-message':
      return `vPCI stores the new message of entry ${entry}; it comes into force at the next unmask.`;
    case 'vpci.write-mask':
      return `The mask bit of entry ${entry} changes: ${facts.masked === true ? 'masked' : 'not masked'} from now on.`;
    case 'vpci.mask-unchanged':
      return `The mask bit of entry ${entry} is written as it is: nothing to do.`;
    case 'vpci.mask':
      return `vPCI has the interrupt of entry ${entry} ${facts.masked === true ? 'masked' : 'unmasked'}, if it has one.`;
    case 'vpci.refuse':
      return 'Table and PBA take aligned accesses of 4 and 8 bytes only: vPCI warns, a read gives all ones, a write is dropped.';
    case 'vpci.straddles':
      return 'The access runs from these bytes into the table or off the pages: a read gives all ones, a write is dropped.';
    case 'vpci.split':
      return 'The access is not naturally aligned: vPCI carries it out byte by byte.';
    case 'vpci.read-pba':
      return `vPCI reads ${at} from the device.`;
    case 'vpci.write-pba':
      return `vPCI lets the hardware domain write ${valueText(facts)} to ${at}.`;
    case 'vpci.ignore-pba-write':
      return 'A domU may not write the PBA: vPCI ignores it.';
    case 'vpci.read-adjacent':
      return `vPCI reads ${at} from the device.`;
    case 'vpci.write-adjacent':
      return `vPCI writes ${valueText(facts)} to ${at} of the device.`;
    case 'vpci.map':
      return `vPCI maps a pirq for entry ${entry}.`;
    case 'vpci.bind':
      return `vPCI binds entry ${entry} to vector ${hex(facts.vector ?? 0)}, ${facts.masked === true ? 'masked' : 'unmasked'}.`;
    case 'vpci.unbind':
      return `vPCI unbinds the vector of entry ${entry}.`;
    case 'vpci.unmap':
      return `vPCI unmaps the pirq of entry ${entry}.`;
    case 'vpci.unsupported-address':
      return `The message address ${valueText(facts)} of entry ${entry} is not in the interrupt window: it cannot be bound.`;
    case 'vpci.enable-failed':
      return `Entry ${entry} could not be enabled: it stays without a vector.`;
    case 'vpci.config':
      return 'vPCI handles the write to Message Control itself.';
    case 'vpci.config-unchanged':
      return 'Neither Enable nor Function Mask changes: nothing to do.';
    case 'dm.refuse-unmasked':
      return `MSI-X is enabled and the hardware shows entry ${entry} unmasked: QEMU refuses to change its message.`;
    case 'dm.mask-call':
      return `QEMU tells Xen to ${facts.masked === true ? 'mask' : 'unmask'} entry ${entry}, with the hypercall that does just that.`;
    case 'dm.bind-for-mask':
      return facts.masked === true
        ? `QEMU binds entry ${entry} again without asking for an unmask: today that does not mask a vector that is unmasked.`
        : `QEMU binds entry ${entry} again and asks for it to be unmasked.`;
    case 'own.store':
      return `QEMU stores ${valueText(facts)} to ${at} through its own mapping of the page, which is read-only.`;
    case 'own.load':
      return `QEMU loads ${at} through its own mapping of the page.`;
    case 'own.second-fault':
      return 'The store faults in QEMU’s own domain: the same write is intercepted a second time.';
    case 'own.protected':
      return 'That qword is protected (it holds table or PBA bytes): Xen drops the store.';
    case 'own.complete':
      return 'That qword is not protected: Xen carries the store out.';
    case 'hardware.intx':
      return 'Xen switches the device’s INTx off, as the domain now uses MSI-X.';
    default:
      return isEventRule(hop.rule) ? eventSentence(hop.rule, facts) : unreachable(hop.rule);
  }
}
