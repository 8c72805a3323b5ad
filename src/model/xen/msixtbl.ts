import {
  OKAY,
  UNHANDLEABLE,
  type Context,
  type Handler,
  type HandlerCode,
  type Request,
} from '../context.ts';
import { boundEntryAt, insideTable, onTablePages } from './table-entry.ts';
import { isAligned, readTable, writeTable } from './table-access.ts';
import { readAdjacent, writeAdjacent } from './adjacent.ts';
import { snoop } from './snoop.ts';
import type { Recorder } from '../recorder.ts';

/** How one version of the msixtbl handler differs from the others. */
export interface MsixtblOptions {
  /** Which addresses it knows the device by: the table's bytes, or every byte of the table's pages. */
  readonly covers: 'table' | 'table-pages';
  /** What it does with a write that is not naturally aligned: leave it to the device model, or drop it. */
  readonly misalignedWrite: 'forward' | 'drop';
  /** The same for an aligned write of 1 or 2 bytes inside the table. */
  readonly shortWrite: 'forward' | 'drop';
  /** A write that Xen handled: kept inside Xen (4 bytes only), or sent on so that the device model can follow. */
  readonly handledWrite: 'keep' | 'forward';
  /** A write next to the table: finished in Xen, or sent on as well. */
  readonly adjacentWrite: 'keep' | 'forward';
}

/**
 * msixtbl_range / msixtbl_read / _msixtbl_write in one of their versions. A class, not closures: all versions then
 * share their code, which keeps the engine's call sites fast when several designs run side by side.
 */
class MsixtblHandler implements Handler {
  readonly name = 'msixtbl';
  private readonly pages: boolean;
  private readonly options: MsixtblOptions;

  constructor(options: MsixtblOptions) {
    this.options = options;
    this.pages = options.covers === 'table-pages';
  }

  private knows(context: Context, offset: number): boolean {
    if (!context.state.xen.tablePresent) return false;
    return this.pages ? onTablePages(context, offset) : insideTable(context, offset);
  }

  claims(context: Context, offset: number): boolean {
    if (!this.knows(context, offset)) return false;
    if (!insideTable(context, offset)) return true;
    return !context.state.xen.maskHandledOutside && boundEntryAt(context, offset) >= 0;
  }

  accept(context: Context, request: Request): boolean {
    const { recorder } = context;
    const { offset, size, write } = request;
    if (!this.claims(context, offset)) {
      if (recorder) this.sayWhyNot(context, recorder, request);
      if (write) snoop(context, request);
      return false;
    }
    if (recorder) {
      const event = { at: 'xen.accept', handler: 'msixtbl' } as const;
      if (insideTable(context, offset))
        recorder.hop(
          'xen',
          'msixtbl.accept-entry',
          { offset, size, write, entry: boundEntryAt(context, offset) },
          event,
        );
      else recorder.hop('xen', 'msixtbl.accept-adjacent', { offset, size, write }, event);
    }
    return true;
  }

  private sayWhyNot(context: Context, recorder: Recorder, request: Request): void {
    const { offset, size, write } = request;
    const facts = { offset, size, write };
    if (!context.state.xen.tablePresent) recorder.hop('xen', 'msixtbl.decline-nothing-bound', facts);
    else if (!this.knows(context, offset)) recorder.hop('xen', 'msixtbl.decline-outside', facts);
    else if (context.state.xen.maskHandledOutside) recorder.hop('xen', 'msixtbl.decline-yields', facts);
    else {
      const entry = Math.floor((offset - context.state.xen.gtable) / 16);
      recorder.hop('xen', 'msixtbl.decline-unbound', { ...facts, entry });
    }
  }

  read(context: Context, offset: number, size: number): HandlerCode {
    if (!isAligned(context, offset, size)) {
      context.recorder?.hop('xen', 'msixtbl.read-misaligned', { offset, size });
      return UNHANDLEABLE;
    }
    if (!this.knows(context, offset)) return UNHANDLEABLE;
    if (!insideTable(context, offset)) {
      readAdjacent(context, offset, size);
      return OKAY;
    }
    if (size < 4) {
      context.recorder?.hop('xen', 'msixtbl.read-short', { offset, size });
      return UNHANDLEABLE;
    }
    return readTable(context, offset, size);
  }

  write(context: Context, offset: number, size: number, lo: number, hi: number): HandlerCode {
    const { misalignedWrite, shortWrite, handledWrite } = this.options;
    if (!isAligned(context, offset, size)) {
      const dropped = misalignedWrite === 'drop';
      const rule = dropped ? 'msixtbl.write-misaligned-dropped' : 'msixtbl.write-misaligned';
      context.recorder?.hop('xen', rule, { offset, size, lo, hi });
      return dropped ? OKAY : UNHANDLEABLE;
    }
    if (!this.knows(context, offset)) return UNHANDLEABLE;
    if (!insideTable(context, offset)) {
      writeAdjacent(context, offset, size, lo, hi);
      return this.options.adjacentWrite === 'keep' ? OKAY : UNHANDLEABLE;
    }
    if (size < 4) {
      const dropped = shortWrite === 'drop';
      const rule = dropped ? 'msixtbl.write-short-dropped' : 'msixtbl.write-short';
      context.recorder?.hop('xen', rule, { offset, size, lo, hi });
      return dropped ? OKAY : UNHANDLEABLE;
    }
    const code = writeTable(context, offset, size, lo, hi);
    return handledWrite === 'keep' && size === 4 ? code : UNHANDLEABLE;
  }
}

export const msixtblHandler = (options: MsixtblOptions): Handler => new MsixtblHandler(options);
