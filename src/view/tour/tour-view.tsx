import { useState } from 'react';
import { useStore } from 'zustand';
import { LESSONS } from '#content/tour/lessons.ts';
import { isDone, type TourStore } from '#state/tour.ts';
import { keptTour } from './keep-tour.ts';
import { LessonPage } from './lesson-page.tsx';
import '../glossary/glossary.css';
import './tour.css';

/** Short lessons, each with something to predict: for people who have never seen Xen. */
export default function TourView() {
  const [tour] = useState<TourStore>(keptTour);
  const progress = useStore(tour);
  const [chosen, setChosen] = useState(() => {
    const next = LESSONS.findIndex((lesson) => !isDone(tour.getState(), lesson));
    return next < 0 ? 0 : next;
  });
  const lesson = LESSONS[chosen] ?? LESSONS[0]!;
  const done = LESSONS.filter((one) => isDone(progress, one)).length;
  return (
    <main className="tour" aria-label="Tour">
      <nav className="tour-list" aria-label="Lessons">
        <p role="status">
          {done} of {LESSONS.length} lessons done
        </p>
        <ol>
          {LESSONS.map((one, n) => (
            <li key={one.id}>
              <button
                type="button"
                className="tour-step"
                aria-current={n === chosen ? 'step' : undefined}
                onClick={() => setChosen(n)}
              >
                <span>{one.title}</span>
                {isDone(progress, one) && <span className="tour-done">done</span>}
              </button>
            </li>
          ))}
        </ol>
        {done > 0 && (
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              tour.setState({ answered: {} });
              setChosen(0);
            }}
          >
            Begin again
          </button>
        )}
      </nav>
      <LessonPage
        key={`${lesson.id} ${done === 0}`}
        lesson={lesson}
        number={chosen + 1}
        of={LESSONS.length}
        tour={tour}
        onNext={chosen + 1 < LESSONS.length ? () => setChosen(chosen + 1) : null}
      />
    </main>
  );
}
