import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { GLOSSARY } from '#content/glossary.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { evaluate } from '#share/text/evaluate.ts';
import { LESSONS } from './lessons.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);

describe('the lessons', () => {
  it.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('%s expects what happens', (_, lesson) => {
    const { problems, differences, checked } = evaluate(lesson.text, CATALOGUE);
    expect(problems).toEqual([]);
    expect(differences).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  });

  it('are eight to twelve, each with a question, and name terms of the glossary', () => {
    expect(LESSONS.length).toBeGreaterThanOrEqual(8);
    expect(LESSONS.length).toBeLessThanOrEqual(12);
    const words = new Set(GLOSSARY.flatMap(({ word, also }) => [word, ...also]));
    for (const { before, after, questions } of LESSONS) {
      expect(questions.length).toBeGreaterThan(0);
      for (const { design } of questions) expect(DESIGNS.map(({ id }) => id)).toContain(design);
      for (const text of [...before, ...after])
        for (const [, named = ''] of text.matchAll(/\[(?:[^\]|]+\|)?([^\]|]+)\]/g))
          expect(words, `“${named}” of the lessons`).toContain(named);
    }
  });
});

describe('the glossary', () => {
  it('has each term once, with a meaning and a source', () => {
    expect(new Set(GLOSSARY.map(({ id }) => id)).size).toBe(GLOSSARY.length);
    for (const { meaning, source } of GLOSSARY) {
      expect(meaning).toMatch(/\.$/);
      expect(source).not.toBe('');
    }
  });
});
