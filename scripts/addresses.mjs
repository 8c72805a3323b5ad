// What the built app names and calls: it asks nobody for anything, so every address in it has a reason of another kind.

/** What an address may begin with. */
const NAMED = [
  // Names of kinds of XML, which are no addresses.
  'http://www.w3.org/1999/',
  'http://www.w3.org/2000/',
  'http://www.w3.org/1998/',
  'http://www.w3.org/XML/1998/',
  // Links to sources and mails, opened by a click in a window of their own.
  'https://github.com/QubesOS',
  'https://lore.kernel.org/',
  'https://xenbits.xen.org/',
  // The texts of licences.
  'http://www.apache.org/licenses/',
  'http://scripts.sil.org/OFL',
  'https://github.com/rsms/inter',
  'https://github.com/JetBrains/JetBrainsMono',
  'https://mozilla.org/MPL/2.0/',
  'https://github.com/MrRio/jsPDF',
  'https://www.yworks.com/',
  // Messages of packages that say where one may read more.
  'https://react.dev/errors/',
  'https://base-ui.com/production-error',
  'https://www.webmproject.org/vp9/mp4/',
  'https://aomediacodec.github.io/av1-isobmff/',
  'https://www.w3.org/TR/',
];

/** What can send or fetch, wherever the page is. */
const CALL =
  /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|RTCPeerConnection|WebTransport)\b/g;
/** The one call there is: an exported picture takes the fonts along that the page has loaded already. */
const FONTS_OF_THE_PAGE = /^fetch\(new URL\([\w$]+,\s*[\w$.?]+\s*\?\?\s*document\.baseURI\)\)/;
/** What a page loads without a call, from elsewhere. */
const LOADED =
  /<(?:script|link|img|iframe|audio|video|source|object|embed)\b[^>]*\b(?:src|href|data)=["']?(?:https?:)?\/\/[^>]*>|@import\b[^;]{0,80}|url\(["']?(?:https?:)?\/\/[^)]*\)/g;

/** A sentence for each thing in `text` that could reach somebody else; none when there is nothing. */
export function reachesOut(name, text) {
  const addresses = [...text.matchAll(/\b(?:https?|wss?):\/\/[^\s"'`<>\\)]+/g)]
    .map(([address]) => address)
    .filter((address) => /[a-z]\.[a-z]/.test(address) && !NAMED.some((start) => address.startsWith(start)));
  const calls = [...text.matchAll(CALL)]
    .map(({ index }) => text.slice(index, index + 80))
    .filter((call) => !FONTS_OF_THE_PAGE.test(call));
  return [
    ...[...new Set(addresses)].map((address) => `${name} names ${address}, which has no reason here`),
    ...calls.map((call) => `${name} may call somebody: ${call.slice(0, 40)}`),
    ...[...text.matchAll(LOADED)].map(([tag]) => `${name} loads from elsewhere: ${tag.slice(0, 80)}`),
  ];
}
