import { useMemo } from 'react';
import type { SharedDocument } from '#share/document.ts';
import { encodeLink } from '#share/link/link.ts';
import { appAddress } from './address.ts';
import { CATALOGUE } from '#state/sharing.ts';
import { CopyButton } from './copy-button.tsx';

export function LinkTab({ document }: { document: SharedDocument }) {
  const link = useMemo(() => encodeLink(document, CATALOGUE), [document]);
  if (!link.ok) return <p role="alert">{link.error}</p>;
  const address = `${appAddress()}${link.value}`;
  return (
    <div className="share-part">
      <label className="field">
        Link to this step
        <textarea
          className="share-text share-link"
          readOnly
          rows={5}
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <p className="share-note">
        {address.length} characters, {link.value.length} of them from # on. No server ever sees that part.
      </p>
      <CopyButton label="Copy link" text={address} />
    </div>
  );
}
