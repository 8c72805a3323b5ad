import { Dialog } from '@base-ui/react/dialog';
import { useState, type ReactNode, type RefObject } from 'react';
import './modal.css';

interface ModalProps {
  title: string;
  /** One sentence under the title. */
  description: string;
  onClose: () => void;
  /** For tables: as wide as the window allows. */
  wide?: boolean;
  /** Where the focus begins; without it on the first thing that takes it. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A dialog over the app; Escape, the button and a press outside close it. It is open as long as it is drawn. */
export function Modal({ title, description, onClose, wide = false, initialFocus, children }: ModalProps) {
  const returnFocus = useFocusReturn();
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-backdrop" />
        <Dialog.Popup
          className={wide ? 'modal modal-wide' : 'modal'}
          {...(initialFocus && { initialFocus })}
          finalFocus={returnFocus}
        >
          <div className="modal-head">
            <Dialog.Title className="modal-title">{title}</Dialog.Title>
            <Dialog.Close className="button">Close</Dialog.Close>
          </div>
          <Dialog.Description className="modal-description">{description}</Dialog.Description>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What had the focus before the first of the dialogs that follow each other. */
let opener: Element | null = null;

/**
 * Gives the focus back to what had it. The library does that only for HTML that Tab stops at: the grid of the map is SVG,
 * and a view that came where the focus was lost is no stop.
 */
function useFocusReturn(): () => boolean {
  const [before] = useState(() => {
    const { activeElement } = document;
    if (!activeElement?.closest('[role=dialog]')) opener = activeElement;
    return opener;
  });
  return () => {
    const isOurs = before instanceof SVGElement || (before instanceof HTMLElement && before.tabIndex < 0);
    if (!isOurs || !before.isConnected) return true;
    // What lies under the dialog takes no focus before the dialog is gone.
    queueMicrotask(() => before.focus({ preventScroll: true }));
    return false;
  };
}
