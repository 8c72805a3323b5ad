/** Registers known to lie on the page of an MSI-X table, from the drivers that use them. Purposes in our words. */
import type { NamedRegister } from '#model/device.ts';

type Row = readonly [offset: number, size: number, name: string, purpose: string];

function registers(bar: number, source: string, rows: readonly Row[]): NamedRegister[] {
  return rows.map(([offset, size, name, purpose]) => ({ bar, offset, size, name, purpose, source }));
}

/** Intel wireless from 9000 on: the block that begins with the table also routes and masks interrupt causes. */
export const INTEL_WIRELESS_REGISTERS = registers(
  0,
  'Linux iwlwifi, iwl-csr.h (the same offsets in OpenBSD if_iwxreg.h)',
  [
    [0x2800, 4, 'MSIX_FH_INT_CAUSES', 'which DMA causes are pending; write to clear'],
    [0x2804, 4, 'MSIX_FH_INT_MASK', 'which DMA causes are masked'],
    [
      0x2808,
      4,
      'MSIX_HW_INT_CAUSES',
      'which hardware causes (alive, wake-up, error) are pending; write to clear',
    ],
    [0x280c, 4, 'MSIX_HW_INT_MASK', 'which hardware causes are masked'],
    [0x2810, 4, 'MSIX_AUTOMASK_ST', 'vectors masked by the card after they fired; write to unmask'],
    [0x2880, 16, 'MSIX_RX_IVAR', 'which vector serves each receive queue, a byte each'],
    [0x2890, 48, 'MSIX_IVAR', 'which vector serves each other cause, a byte each'],
  ],
);

/** Coral Edge TPU: queue, page-table and status registers stand before the table on its page. */
export const CORAL_REGISTERS = registers(2, 'Linux gasket, apex_driver.c', [
  [0x46000, 8, 'PAGE_TABLE_SIZE', 'entries of the address translation table'],
  [0x46008, 8, 'EXTENDED_TABLE', 'where two-level translation begins'],
  [0x46010, 8, 'TRANSLATION_ENABLE', 'turns address translation on'],
  [0x46018, 8, 'INSTR_QUEUE_INTVECCTL', 'vector of the instruction queue'],
  [0x46020, 8, 'INPUT_ACTV_QUEUE_INTVECCTL', 'vector of the input queue'],
  [0x46028, 8, 'PARAM_QUEUE_INTVECCTL', 'vector of the parameter queue'],
  [0x46030, 8, 'OUTPUT_ACTV_QUEUE_INTVECCTL', 'vector of the output queue'],
  [0x46038, 8, 'SC_HOST_INTVECCTL', 'vectors of the four host interrupts'],
  [0x46040, 8, 'TOP_LEVEL_INTVECCTL', 'vectors of the chip-wide interrupts'],
  [0x46048, 8, 'FATAL_ERR_INTVECCTL', 'vector of the fatal error'],
  [0x46050, 8, 'DMA_PAUSE', 'asks DMA to stop'],
  [0x46058, 8, 'DMA_PAUSE_MASK', 'which engines a pause leaves alone'],
  [0x46060, 8, 'STATUS_BLOCK_DELAY', 'how long status updates are gathered'],
  [0x46078, 8, 'PAGE_TABLE_INIT', 'clearing of the translation table: ask and poll'],
  [0x46080, 8, 'MSIX_TABLE_INIT', 'clearing of the MSI-X table: ask and poll'],
]);

/** YT6801: control registers on both sides of table and PBA. */
export const YT6801_REGISTERS = registers(0, 'Motorcomm yt6801 driver, yt6801_type.h', [
  [0x1000, 4, 'GLOBAL_CTRL0', 'global control'],
  [0x1004, 4, 'EPHY_CTRL', 'reset of the built-in PHY; link, duplex and speed'],
  [0x1010, 4, 'OOB_WOL_CTRL', 'turns out-of-band wake-up off'],
  [0x1100, 4, 'MGMT_INT_CTRL0', 'interrupt status and mask of the whole chip'],
  [0x1108, 4, 'INT_MOD', 'how long receive and transmit interrupts are held back'],
  [0x113c, 4, 'LTR_IDLE_ENTER', 'latency reported when going idle'],
  [0x1140, 4, 'LTR_IDLE_EXIT', 'latency reported when leaving idle'],
  [0x1500, 4, 'EFUSE_OP_CTRL_0', 'starts a read or write of the fuses'],
  [0x1504, 4, 'EFUSE_OP_CTRL_1', 'result of that operation'],
  [0x1520, 4, 'MACA0LR_FROM_EFUSE', 'low half of the MAC address from the fuses'],
  [0x1524, 4, 'MACA0HR_FROM_EFUSE', 'high half of the MAC address from the fuses'],
  [0x152c, 4, 'SYS_RESET', 'resets the chip'],
  [0x199c, 4, 'PCIE_SERDES_PLL', 'lets the PCIe clock stop when idle'],
]);
