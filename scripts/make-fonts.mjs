// Cuts the two typefaces down to the characters the app uses: 89 kB become 29 kB of first load. Run by hand after a
// new character is wanted or the fonts are updated, with the cutter installed for the occasion only:
//   npm install --no-save subset-font@2.9.0 && node scripts/make-fonts.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const text = `${ascii}\u00a0–—‘’“”…·•×→←↑↓±µ§°≤≥≠✓`;
const weights = { wght: { min: 400, max: 700 } };

/** Digits of one width in the text face; all else of what typefaces can do is cut away, with its glyphs. */
const FEATURES = {
  inter: { keepFeatures: ['kern', 'tnum', 'ccmp', 'mark'] },
  'jetbrains-mono': { noLayoutClosure: true },
};

let subsetFont;
try {
  subsetFont = (await import('subset-font')).default;
} catch {
  console.error('subset-font is not installed: npm install --no-save subset-font@2.9.0');
  process.exit(1);
}
for (const name of ['inter', 'jetbrains-mono']) {
  const whole = readFileSync(
    new URL(
      `../node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`,
      import.meta.url,
    ),
  );
  const options = { targetFormat: 'woff2', variationAxes: weights, ...FEATURES[name] };
  const subset = await subsetFont(whole, text, options);
  writeFileSync(new URL(`../src/fonts/${name}.woff2`, import.meta.url), subset);
  console.log(`${name}: ${whole.length} -> ${subset.length} bytes`);
}
