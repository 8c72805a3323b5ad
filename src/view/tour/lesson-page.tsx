import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Lesson } from '#content/tour/lesson.ts';
import { routeOf } from '#state/derived.ts';
import { isDone, runOfQuestion, withAnswer, type TourStore } from '#state/tour.ts';
import { TermText } from '../glossary/term-text.tsx';
import { RouteView } from '../route/route-view.tsx';
import { Safe } from '../ui/safe.tsx';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { Question } from './question.tsx';
import { useReveal } from './use-reveal.ts';

interface LessonPageProps {
  lesson: Lesson;
  number: number;
  of: number;
  tour: TourStore;
  onNext: (() => void) | null;
}

/** A lesson: what to know, the questions one after the other, and what to take away. */
export function LessonPage({ lesson, number, of, tour, onNext }: LessonPageProps) {
  const progress = useStore(tour);
  const answered = progress.answered[lesson.id] ?? [];
  const open = lesson.questions.findIndex((_, n) => (answered[n] ?? null) === null);
  const [shown, setShown] = useState(Math.max(open, 0));
  const question = lesson.questions[shown] ?? lesson.questions[0]!;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <article className="tour-lesson" aria-labelledby="tour-title">
        <p className="tour-number">
          Lesson {number} of {of}
        </p>
        <h2 id="tour-title" ref={heading} tabIndex={-1}>
          {lesson.title}
        </h2>
        {lesson.before.map((text) => (
          <TermText key={text} text={text} />
        ))}
        {lesson.questions.slice(0, open < 0 ? undefined : open + 1).map((one, n) => (
          <Question
            key={one.ask}
            lesson={lesson}
            question={one}
            chosen={answered[n] ?? null}
            onChoose={(choice) => {
              setShown(n);
              tour.setState(withAnswer(tour.getState(), lesson, n, choice));
            }}
            onShow={lesson.questions.length > 1 ? () => setShown(n) : null}
          />
        ))}
        {isDone(progress, lesson) && (
          <>
            {lesson.after.map((text) => (
              <TermText key={text} text={text} />
            ))}
            {onNext && (
              <button type="button" className="button button-main" onClick={onNext}>
                Next lesson
              </button>
            )}
          </>
        )}
      </article>
      <LessonPicture
        key={question.ask}
        lesson={lesson}
        question={question}
        isShown={(answered[lesson.questions.indexOf(question)] ?? null) !== null}
      />
    </>
  );
}

interface PictureProps {
  lesson: Lesson;
  question: Lesson['questions'][number];
  isShown: boolean;
}

/** The route that the question is about: an empty picture before the answer, for the boxes of a route give it away. */
function LessonPicture({ lesson, question, isShown }: PictureProps) {
  const run = runOfQuestion(lesson, question);
  const route = routeOf(run, question.step - 1);
  const hop = useReveal(isShown, route?.hops.length ?? 0);
  const [byHand, setByHand] = useState<number | null>(null);
  const reducedMotion = useReducedMotion();
  return (
    <section className="tour-picture" aria-label="Route of the access">
      <p className="tour-design">{run.design.title}</p>
      <div className="tour-route">
        <Safe name="The route" retryOn={[question]}>
          <RouteView
            route={isShown ? route : null}
            layout={run.layout}
            design={run.design}
            hop={isShown ? (byHand ?? hop) : 0}
            reducedMotion={reducedMotion}
            onHop={(to) => {
              if (isShown) setByHand(to);
            }}
          />
        </Safe>
      </div>
    </section>
  );
}
