import { expect, it } from 'vitest';
import { reachesOut } from './addresses.mjs';

it('accepts names of namespaces, links to sources, and the fonts of the page', () => {
  const text =
    "a('http://www.w3.org/2000/svg');b=`https://xenbits.xen.org/gitweb/`;await fetch(new URL(n,t??document.baseURI))";
  expect(reachesOut('a.js', text)).toEqual([]);
  expect(reachesOut('a.css', '@font-face{src:url(./inter.woff2)}a{fill:url(#x);b:url(data:x)}')).toEqual([]);
});

it.each([
  ['an address', 'const a="https://cdn.example.org/a.js"', /names https:\/\/cdn\.example\.org/],
  ['an address like one that may be', 'a="https://lore.kernel.org.example.com/"', /names/],
  ['a socket', 'a="wss://example.org"', /names/],
  ['a call', 'await fetch(a)', /call/],
  ['a call under another name', 'const f=fetch;f(a)', /call/],
  ['an older call', 'new XMLHttpRequest', /call/],
  ['a beacon', 'navigator.sendBeacon(a,b)', /call/],
  ['an event source', 'new EventSource(a)', /call/],
  ['a peer', 'new RTCPeerConnection', /call/],
  ['a script tag', '<script src="//example.org/a.js"></script>', /loads/],
  ['a picture', "<img alt='' src='//example.org/a.png'>", /loads/],
  ['a style', 'a{background:url(//example.org/a.png)}', /loads/],
  ['an imported style', '@import "a.css";', /loads/],
])('tells %s', (_, text, sentence) => {
  expect(reachesOut('a.js', text)).toEqual([expect.stringMatching(sentence)]);
});
