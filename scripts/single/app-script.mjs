// What the single file runs, for those who want to read or search it: its app is packed there.
import { decompress } from 'fzstd';

const PACKED = /<script type="text\/plain" id="packed">([^<]*)<\/script>/;

/** The app's script as scripts/single/unpack.mjs hands it to the browser; throws when the file holds none. */
export function appScriptOf(html) {
  const [, packed] = PACKED.exec(html) ?? [];
  if (!packed) throw new Error('the file holds no packed app');
  return Buffer.from(decompress(Buffer.from(packed, 'base64'))).toString('utf8');
}

/** The file with the app's script in the place of the packed one. */
export const withAppScript = (html) => html.replace(PACKED, () => `<script>${appScriptOf(html)}</script>`);
