import { useEffect, useState } from 'react';

/** A file the person dropped or opened: its text, or why it could not be read. */
export type DroppedText =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

/** No dump of a machine comes near; more would only fill the memory. */
const LARGEST_FILE = 64 * 1024 * 1024;

export async function readDump(file: File): Promise<DroppedText> {
  const { name } = file;
  if (file.size > LARGEST_FILE) {
    const size = Math.round(file.size / 1024 / 1024);
    const why = `“${name}” is ${size} MiB; at most 64 MiB are opened. Save only the devices in question: sudo lspci -vv -s SLOT > device.txt`;
    return { kind: 'refused', name, why };
  }
  try {
    return { kind: 'text', name, text: await file.text() };
  } catch {
    const why = `“${name}” could not be read. If it is a folder or has been moved, open the file itself again.`;
    return { kind: 'refused', name, why };
  }
}

async function isRecording(file: File): Promise<boolean> {
  try {
    const { HEAD_BYTES, looksLikeRecording } = await import('#import/traces/looks-like-recording.ts');
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    return looksLikeRecording(head, file.size <= HEAD_BYTES);
  } catch {
    return false;
  }
}

/** Characters of a file that are looked at to tell what it is. */
const LOOKED_AT = 64 * 1024;

async function isScenario(file: File): Promise<boolean> {
  if (/\.msix$/i.test(file.name)) return true;
  try {
    const { isShared } = await import('#share/open-text.ts');
    return isShared(await file.slice(0, LOOKED_AT).text());
  } catch {
    return false;
  }
}

/** Text that is dragged into a field is the field's. */
const isForField = ({ target, dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') !== true &&
  target instanceof Element &&
  target.closest('[contenteditable], textarea, input') !== null;

/**
 * Takes files and text dropped anywhere on the window, recordings and scenarios apart by their content; true while
 * something is dragged over it.
 */
export function useDroppedText(
  onText: (dropped: DroppedText) => void,
  onRecording: (file: File) => void,
  onScenario: (file: File) => void,
): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const take = async (file: File) => {
      if (await isRecording(file)) onRecording(file);
      else if (await isScenario(file)) onScenario(file);
      else onText(await readDump(file));
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
      const [file] = dataTransfer.files;
      const dropped = file ?? new File([dataTransfer.getData('text/plain')], 'dropped text');
      void take(dropped);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onText, onRecording, onScenario]);
  return isDragging;
}

const holdsText = (transfer: DataTransfer | null): boolean =>
  transfer !== null && (transfer.types.includes('Files') || transfer.types.includes('text/plain'));
