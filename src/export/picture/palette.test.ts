import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faded, mixed, PALETTES, THEME_NAMES, type ColourName } from './palette.ts';

const css = readFileSync(new URL('../../theme.css', import.meta.url), 'utf8');

/** The custom properties of the block that begins with a comment of that name. */
function propertiesOf(theme: string): Map<string, string> {
  const from = css.indexOf(`/* ${theme} */`);
  expect(from).toBeGreaterThan(0);
  const block = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]),
  );
}

describe.each(THEME_NAMES)('the %s palette', (theme) => {
  it('has the very colours of the theme of that name', () => {
    const wanted = propertiesOf(theme);
    for (const name of Object.keys(PALETTES[theme]) as ColourName[])
      expect(PALETTES[theme][name], name).toBe(wanted.get(name));
  });

  it('keeps no two parties apart by hue once it is faded', () => {
    const { bg, ...rest } = faded(PALETTES[theme]);
    const spread = (colour: string) => {
      const values = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      return Math.max(...values) - Math.min(...values);
    };
    for (const colour of Object.values(rest)) expect(spread(colour)).toBeLessThanOrEqual(spread(bg) + 12);
  });
});

it('mixes from all of one colour to all of the other', () => {
  expect(mixed('#102030', '#f0e0d0', 1)).toBe('#102030');
  expect(mixed('#102030', '#f0e0d0', 0)).toBe('#f0e0d0');
  expect(mixed('#000000', '#ffffff', 0.45)).toBe('#8c8c8c');
});
