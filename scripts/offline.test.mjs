import { expect, it } from 'vitest';
import { serviceWorker } from './offline.mjs';

const files = (...pairs) => new Map(pairs);

it('names every file once, and is the same for the same files in any order', () => {
  const text = serviceWorker(files(['b.js', '2'], ['a.js', '1']));
  expect(text).toContain('["a.js","b.js"]');
  expect(serviceWorker(files(['a.js', '1'], ['b.js', '2']))).toBe(text);
  expect(text).not.toMatch(/'VERSION'|'FILES'/);
});

it('is another version when a file changes, so that browsers take the new ones', () => {
  const version = (text) => /VERSION = "(\w+)"/.exec(text)?.[1];
  const one = version(serviceWorker(files(['a.js', '1'])));
  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(version(serviceWorker(files(['a.js', '2'])))).not.toBe(one);
});
