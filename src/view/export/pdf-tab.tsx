import { useId, useMemo, useState } from 'react';
import { Composer, PICTURE } from '#export/picture/compose.ts';
import { breathe, type Making } from '#export/film/film-source.ts';
import type { Moment } from '#export/picture/moment.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { Run } from '#model/run.ts';
import { chosenSteps } from '#state/chosen-steps.ts';
import { routeOf } from '#state/derived.ts';
import { Choice } from '../share/choice.tsx';
import { exportName, type ExportPart } from './export-part.ts';
import { fetched } from './fetched.ts';
import type { Moments } from './moments.ts';
import { Preview } from './preview.tsx';
import type { MadeFile } from './use-making.ts';

/** More pages are not put into one file: they are written in one go, which would hold the page up. */
const MOST_PAGES = 100;

const WHICH = ['present', 'all', 'lost', 'some'] as const;
type Which = (typeof WHICH)[number];

const WHICH_WORDS: Readonly<Record<Which, string>> = {
  present: 'The present access',
  all: 'All accesses',
  lost: 'Those that are lost',
  some: 'Those I name',
};

const FILE_WORDS: Readonly<Record<Exclude<Which, 'present'>, string>> = {
  all: 'all-accesses',
  lost: 'lost-accesses',
  some: 'chosen-accesses',
};

/** A page for each chosen access, at its end. */
export function PdfTab(part: ExportPart) {
  const { run, playhead, moments, theme, maker, isShown } = part;
  const fieldId = useId();
  const [which, setWhich] = useState<Which>('present');
  const [named, setNamed] = useState(`1-${Math.max(1, Math.min(run.length, 5))}`);
  const pages = limited(pagesOf(part, which, named));
  const count = pages.ok ? pages.value.length : 0;
  const about = `${count} page${count === 1 ? '' : 's'}`;
  const first = pages.ok ? pages.value[0] : undefined;
  const moment = useMemo(
    () => (first === undefined ? null : momentAt(run, moments, first)),
    [run, moments, first],
  );

  const make = async (making: Making): Promise<MadeFile> => ({
    name: exportName(run, which === 'present' ? `access-${playhead.step + 1}` : FILE_WORDS[which], 'pdf'),
    contents: await writePages(part, pages.ok ? pages.value : [], making),
    about,
  });

  return (
    <div className="export-part">
      <div className="export-choices">
        <Choice
          label="Pages"
          options={WHICH}
          word={(one) => WHICH_WORDS[one]}
          value={which}
          onChange={setWhich}
        />
        {which === 'some' && (
          <label className="field">
            Accesses
            <input
              className="export-list mono"
              type="text"
              value={named}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={!pages.ok}
              aria-describedby={fieldId}
              onChange={(event) => setNamed(event.target.value)}
            />
          </label>
        )}
        <button
          type="button"
          className="button button-main"
          disabled={!pages.ok || maker.state.kind === 'making'}
          onClick={() => maker.start({ what: `the PDF of ${about}`, unit: 'pages', make })}
        >
          Make the PDF
        </button>
      </div>
      <p id={fieldId} className="export-note" data-problem={!pages.ok} role={pages.ok ? undefined : 'alert'}>
        {!pages.ok
          ? pages.error
          : count === 1
            ? '1 page: the end of the access, with its verdict.'
            : `${count} pages: the end of each access, with its verdict.`}
      </p>
      <p className="export-note">
        16 to 9, drawn of lines and words, with a bookmark for each page; at most {MOST_PAGES} pages. It is
        set in the fonts that every reader has, so it looks a little different from the screen.
      </p>
      {isShown && moment && (
        <Preview moment={moment} theme={theme} {...(count > 1 && { caption: 'First page' })} />
      )}
    </div>
  );
}

/** A page shows the end of its access. */
const momentAt = (run: Run, moments: Moments, step: number): Moment =>
  moments.at({ step, hop: routeOf(run, step)?.hops.length ?? 0 });

function pagesOf({ run, playhead }: ExportPart, which: Which, named: string): Result<readonly number[]> {
  if (run.length === 0) return failure('The scenario has no access yet: add one, and it gets a page.');
  const all = run.summaries.map((_, step) => step);
  switch (which) {
    case 'present':
      return success([playhead.step]);
    case 'all':
      return success(all);
    case 'lost': {
      const lost = all.filter((step) => run.summaries[step]?.lost);
      return lost.length > 0
        ? success(lost)
        : failure('No access is lost under this design: there is no page to make.');
    }
    case 'some':
      return chosenSteps(named, run.length);
  }
}

function limited(pages: Result<readonly number[]>): Result<readonly number[]> {
  if (!pages.ok || pages.value.length <= MOST_PAGES) return pages;
  return failure(
    `That is ${pages.value.length} pages, and at most ${MOST_PAGES} go into one file: name fewer.`,
  );
}

async function writePages(
  { run, moments, theme }: ExportPart,
  steps: readonly number[],
  making: Making,
): Promise<Blob> {
  const { PdfBook } = await fetched(import('#export/write/write-pdf.ts'));
  const book = new PdfBook({ title: run.scenario.name, created: new Date() }, PICTURE);
  const composer = new Composer(theme);
  for (const [i, step] of steps.entries()) {
    await breathe(making);
    book.add(composer.compose(momentAt(run, moments, step)));
    making.onProgress(i + 1, steps.length);
  }
  return new Blob([book.bytes()], { type: 'application/pdf' });
}
