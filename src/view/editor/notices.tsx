import { useStore } from 'zustand';
import type { KeepingStore, Notice } from '#state/keeping.ts';
import { saveFile } from './save-file.ts';
import './notices.css';

/** What happened to the scenarios besides one's own doing. It stays until it is dismissed. */
export function Notices({ keeping }: { keeping: KeepingStore }) {
  const notices = useStore(keeping, (state) => state.notices);
  return (
    <section className="notices" aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onDismiss={() => keeping.dismiss(notice.id)} />
      ))}
    </section>
  );
}

function NoticeCard({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  const { severity, sentence, download } = notice;
  return (
    <div className="notice" data-severity={severity}>
      <p>
        <strong>{severity === 'warning' ? 'Look: ' : 'Note: '}</strong>
        {sentence}
      </p>
      <div className="notice-actions">
        {download && (
          <button
            type="button"
            className="button button-small"
            onClick={() => saveFile(download.name, download.text)}
          >
            Download it
          </button>
        )}
        <button type="button" className="button button-small" onClick={onDismiss}>
          Dismiss
        </button>
      </div>
    </div>
  );
}
