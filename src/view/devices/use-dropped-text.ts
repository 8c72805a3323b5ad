import { useEffect, useState } from 'react';
import type { DroppedKind } from '#state/dropped.ts';

/** A file the person dropped or opened: its text, or why it could not be read. */
export type DroppedText =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

/** No dump of a machine comes near; more would only fill the memory. */
const LARGEST_DROP = 64 * 1024 * 1024;

export async function readDump(file: File): Promise<DroppedText> {
  const { name } = file;
  if (file.size > LARGEST_DROP) {
    const size = Math.round(file.size / 1024 / 1024);
    const why = `“${name}” is ${size} MiB; at most 64 MiB are opened. Save only the devices in question: sudo lspci -vv -s SLOT > device.txt`;
    return { kind: 'refused', name, why };
  }
  try {
    const [{ decodeText }, bytes] = await Promise.all([import('#import/decode-text.ts'), file.arrayBuffer()]);
    return { kind: 'text', name, text: decodeText(new Uint8Array(bytes)) };
  } catch {
    const why = `“${name}” could not be read. If it is a folder or has been moved, open the file itself again.`;
    return { kind: 'refused', name, why };
  }
}

/** As much of a file as its kind is told from. */
const HEAD_BYTES = 65536;

async function kindOf(file: File): Promise<DroppedKind> {
  if (/\.msix$/i.test(file.name)) return 'scenario';
  try {
    const { kindOfDropped } = await import('#state/dropped.ts');
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    return kindOfDropped(head, file.size <= HEAD_BYTES);
  } catch {
    return 'lspci';
  }
}

/** Text that is dragged into a field is the field's. */
const isForField = ({ target, dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') !== true &&
  target instanceof Element &&
  target.closest('[contenteditable], textarea, input') !== null;

/** What to do with what was dropped, by what it is. */
export interface DropTakers {
  readonly onLspci: (dropped: DroppedText) => void;
  readonly onScenario: (file: File) => void;
  /** Several are the sides of one run; what is no recording among them is named when they are read. */
  readonly onRecordings: (files: readonly File[]) => void;
}

/** Takes files and text dropped anywhere on the window, told apart by content; true while something is dragged over it. */
export function useDroppedText(takers: DropTakers): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const take = async (file: File, others: readonly File[]) => {
      const [kind, ...otherKinds] = await Promise.all([file, ...others].map(kindOf));
      if ([kind, ...otherKinds].includes('recording')) takers.onRecordings([file, ...others]);
      else if (kind === 'scenario') takers.onScenario(file);
      else takers.onLspci(await readDump(file));
    };
    const onOver = (event: DragEvent) => {
      if (!holdsText(event.dataTransfer) || isForField(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      const { dataTransfer } = event;
      if (!dataTransfer || !holdsText(dataTransfer) || isForField(event)) return;
      event.preventDefault();
      const [file, ...others] = dataTransfer.files;
      void take(file ?? new File([dataTransfer.getData('text/plain')], 'dropped text'), others);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [takers]);
  return isDragging;
}

const holdsText = (transfer: DataTransfer | null): boolean =>
  transfer !== null && (transfer.types.includes('Files') || transfer.types.includes('text/plain'));
