import { DESIGN_GROUPS } from '#scene/design-groups.ts';
import { Modal } from '../ui/modal.tsx';
import '../shell/dialogs.css';
import './design-dialog.css';

interface DesignDialogProps {
  title: string;
  currentId: string;
  onPick: (id: string) => void;
  onClose: () => void;
}

/** Every design under the heading of its standing, with what it does in a sentence or two. */
export default function DesignDialog({ title, currentId, onPick, onClose }: DesignDialogProps) {
  return (
    <Modal title={title} description="A Xen together with a device model." onClose={onClose}>
      <div className="modal-scroll design-groups">
        {DESIGN_GROUPS.map((group) => (
          <section key={group.standing} aria-labelledby={`designs-${group.standing}`}>
            <h3 id={`designs-${group.standing}`}>{group.title}</h3>
            <ul className="cards">
              {group.designs.map(({ design, xenSummary, deviceModelSummary }) => (
                <li key={design.id} className="card" data-current={design.id === currentId}>
                  <button
                    type="button"
                    className="card-main"
                    aria-current={design.id === currentId ? 'true' : undefined}
                    onClick={() => {
                      onPick(design.id);
                      onClose();
                    }}
                  >
                    <span className="card-name">{design.title}</span>
                    <span className="card-note">{xenSummary}</span>
                    {design.deviceModel.present && <span className="card-note">{deviceModelSummary}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
