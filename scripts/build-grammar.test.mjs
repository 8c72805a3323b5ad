import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedParser } from './build-grammar.mjs';

it('the parser is what the grammar gives: run npm run build:grammar', () => {
  const parser = new URL('../src/share/text/scenario-parser.ts', import.meta.url);
  expect(readFileSync(parser, 'utf8')).toBe(generatedParser());
});
