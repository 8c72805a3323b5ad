import { useState } from 'react';

/** Copies `text`, and says whether that worked. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<{ text: string; worked: boolean } | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ text, worked: true });
    } catch {
      setCopied({ text, worked: false });
    }
  };
  return (
    <div className="share-copy">
      <button type="button" className="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">
        {copied?.text === text &&
          (copied.worked
            ? 'Copied.'
            : 'The browser does not allow it: select the text and copy it yourself.')}
      </span>
    </div>
  );
}
