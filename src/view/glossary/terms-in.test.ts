import { expect, it } from 'vitest';
import { GLOSSARY } from '#content/glossary.ts';
import { termsFor, termsIn } from './terms-in.ts';

const words = (terms: readonly { word: string }[]) => terms.map(({ word }) => word);

it('finds the terms of a sentence by any of their forms, and no parts of words', () => {
  expect(words(termsIn('msixtbl declines: +0x2804 lies past the table’s last byte.'))).toEqual([
    'accept',
    'msixtbl',
    'table',
  ]);
  expect(words(termsIn('constable'))).toEqual([]);
});

it('finds terms by words of their meaning, and all of them by none', () => {
  expect(termsFor('')).toEqual(GLOSSARY);
  expect(words(termsFor('outside of xen program'))).toContain('ioreq server');
  expect(termsFor('zzz')).toEqual([]);
});
