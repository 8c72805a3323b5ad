import { use, useId, useState } from 'react';
import { stepTitle } from '#model/narrate.ts';
import type { Lesson, LessonQuestion } from '#content/tour/lesson.ts';
import { openDocument } from '#state/sharing.ts';
import { answerOf, choicesOf, lessonDocument, runOfQuestion } from '#state/tour.ts';
import { StoresContext } from '../workbench-context.ts';

interface QuestionProps {
  lesson: Lesson;
  question: LessonQuestion;
  /** The choice that was made, or null. */
  chosen: string | null;
  onChoose: (choice: string) => void;
  /** Shows this question's route, where there are several. */
  onShow: (() => void) | null;
}

/** A question to be answered before the route is shown, and the answer with its reason. */
export function Question({ lesson, question, chosen, onChoose, onShow }: QuestionProps) {
  const name = useId();
  const [picked, setPicked] = useState<string | null>(null);
  const run = runOfQuestion(lesson, question);
  const step = run.scenario.steps[question.step - 1];
  return (
    <form
      className="tour-question"
      onSubmit={(event) => {
        event.preventDefault();
        if (picked !== null) onChoose(picked);
      }}
    >
      <fieldset disabled={chosen !== null}>
        <legend>
          {question.ask} {step && <span className="mono">{stepTitle(step, run.layout)}</span>}
        </legend>
        {choicesOf(question).map(({ id, words }) => (
          <label key={id} className="tour-choice">
            <input
              type="radio"
              name={name}
              value={id}
              checked={(chosen ?? picked) === id}
              onChange={() => setPicked(id)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {chosen === null ? (
        <button type="submit" className="button button-main" disabled={picked === null}>
          Show what happens
        </button>
      ) : (
        <Outcome lesson={lesson} question={question} chosen={chosen} onShow={onShow} />
      )}
    </form>
  );
}

type OutcomeProps = Pick<QuestionProps, 'lesson' | 'question' | 'onShow'> & { chosen: string };

function Outcome({ lesson, question, chosen, onShow }: OutcomeProps) {
  const stores = use(StoresContext);
  const { right, headline, detail, because, source } = answerOf(lesson, question);
  const words = choicesOf(question).find(({ id }) => id === right)?.words ?? right;
  return (
    <div className="tour-answer" role="status">
      <p>
        <strong>{chosen === right ? 'As you said.' : `Not so. The answer: ${words}`}</strong> {headline}{' '}
        {detail}
      </p>
      <p>
        What decides: {because}
        {source && (
          <>
            {' '}
            <a className="mono" href={source.url} target="_blank" rel="noreferrer">
              {placeOf(source)}
            </a>
          </>
        )}
      </p>
      <p className="tour-actions">
        {onShow && (
          <button type="button" className="button button-small" onClick={onShow}>
            Show this route
          </button>
        )}
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            if (stores) openDocument(stores.workbench, lessonDocument(lesson, question));
          }}
        >
          Open in the Route view
        </button>
      </p>
    </div>
  );
}

function placeOf({
  function: name,
  file,
  line,
  tag,
}: NonNullable<ReturnType<typeof answerOf>['source']>): string {
  return `${name}, ${file}${line === null ? '' : `:${line}`} @ ${tag}`;
}
