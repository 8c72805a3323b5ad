import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LESSONS } from '#content/tour/lessons.ts';
import { answerOf, choicesOf, isDone, restoreTour, withAnswer } from './tour.ts';

const asked = LESSONS.flatMap((lesson) => lesson.questions.map((question) => [lesson, question] as const));

describe('a question of the tour', () => {
  it.each(asked.map(([lesson, question]) => [question.ask, lesson, question] as const))(
    '%s has its right answer among the choices, and others',
    (_, lesson, question) => {
      const { right, headline, because } = answerOf(lesson, question);
      const ids = choicesOf(question).map(({ id }) => id);
      expect(ids).toContain(right);
      expect(ids.length).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(ids.length);
      expect(headline).not.toBe('');
      expect(because).toMatch(/\.$/);
    },
  );

  it('says at last where a register write goes under 4.18 and 4.19, and why', () => {
    const last = LESSONS.at(-1)!;
    const [old, landed] = last.questions.map((question) => answerOf(last, question));
    expect(old).toMatchObject({ right: 'lost' });
    expect(old!.because).toMatch(/lies past the table/);
    expect(landed).toMatchObject({ right: 'hardware-and-forwarded' });
    expect(landed!.source?.file).toMatch(/vmsi\.c/);
  });
});

describe('the progress of the tour', () => {
  const [lesson] = LESSONS;

  it('keeps the first answer, and is done with the last', () => {
    const once = withAnswer({ answered: {} }, lesson!, 0, 'lost');
    expect(withAnswer(once, lesson!, 0, 'xen')).toEqual(once);
    expect(isDone({ answered: {} }, lesson!)).toBe(false);
    expect(isDone(once, lesson!)).toBe(true);
  });

  it('is read back as it was, and never fails on anything else', () => {
    const once = withAnswer({ answered: {} }, lesson!, 0, 'lost');
    expect(restoreTour(JSON.stringify(once))).toEqual(once);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const progress = restoreTour(text);
        for (const one of LESSONS) isDone(progress, one);
      }),
    );
  });
});
