import { useId, useMemo, useState } from 'react';
import { SPEEDS } from '#state/playback.ts';
import { trackOf } from '#state/derived.ts';
import { durationText, filmOf, type Film } from '#state/film.ts';
import { Choice } from '../share/choice.tsx';
import { exportName, type ExportPart } from './export-part.ts';
import {
  ABOUT,
  FILM_FORMATS,
  FORMAT_WORDS,
  LONGEST_MS,
  makeFilm,
  ratesOf,
  SIZES,
  sizesOf,
  type FilmFormat,
} from './film-kinds.ts';
import type { Moments } from './moments.ts';
import { NumberField } from './number-field.tsx';
import { Preview } from './preview.tsx';
import { useWays } from './use-ways.ts';
import type { ThemeName } from '#export/picture/palette.ts';

/** A range of accesses as a film. */
export function FilmTab({ run, playhead, moments, theme, maker, isShown }: ExportPart) {
  const problemId = useId();
  const [from, setFrom] = useState(String(playhead.step + 1));
  const [to, setTo] = useState(String(playhead.step + 1));
  const [wanted, setFormat] = useState<FilmFormat>('webm');
  const [wantedRate, setRate] = useState(30);
  const [speed, setSpeed] = useState(1);
  const [wantedSize, setSize] = useState<(typeof SIZES)[number]>(SIZES[0]);
  const { ways, missing } = useWays();

  const formats = FILM_FORMATS.filter((format) => ways?.[format] !== null);
  const format = formats.find((one) => one === wanted) ?? 'gif';
  const rates = ratesOf(format);
  const framesPerSecond = rates.find((rate) => rate === wantedRate) ?? rates.at(-1) ?? 30;
  const size = sizesOf(format).find((one) => one === wantedSize) ?? SIZES[0];
  const longest = LONGEST_MS[format];
  const film = filmOf(trackOf(run), {
    from: Number(from) - 1,
    to: Number(to) - 1,
    speed,
    framesPerSecond,
    longest,
  });

  const start = () => {
    if (!film.ok) return;
    const name = exportName(run, from === to ? `access-${from}` : `accesses-${from}-to-${to}`, format);
    const what = `the film of ${from === to ? `access ${from}` : `accesses ${from} to ${to}`}`;
    maker.start({
      what,
      unit: 'frames',
      make: (making) =>
        makeFilm(
          { film: film.value, moments, theme, format, size, name, title: `${run.scenario.name}: ${what}` },
          making,
        ),
    });
  };

  return (
    <div className="export-part">
      <div className="export-choices">
        <NumberField
          label="From access"
          value={from}
          most={run.length}
          problem={film.ok ? null : problemId}
          onChange={setFrom}
        />
        <NumberField
          label="To access"
          value={to}
          most={run.length}
          problem={film.ok ? null : problemId}
          onChange={setTo}
        />
        <Choice
          label="Format"
          options={formats}
          word={(one) => FORMAT_WORDS[one]}
          value={format}
          onChange={setFormat}
        />
        <Choice
          label="Frames a second"
          options={rates}
          word={String}
          value={framesPerSecond}
          onChange={setRate}
        />
        <Choice label="Speed" options={SPEEDS} word={(one) => `${one}×`} value={speed} onChange={setSpeed} />
        <Choice
          label="Size"
          options={sizesOf(format)}
          word={(one) => one.replace('x', ' × ')}
          value={size}
          onChange={setSize}
        />
        <button
          type="button"
          className="button button-main"
          disabled={!film.ok || maker.state.kind === 'making' || ways === null}
          onClick={start}
        >
          Make the film
        </button>
      </div>
      <p id={problemId} className="export-note" data-problem={!film.ok} role={film.ok ? undefined : 'alert'}>
        {film.ok
          ? `${film.value.frames} frames, ${durationText((1000 * film.value.frames) / framesPerSecond)}. Each frame is drawn for its own time.`
          : film.error}
      </p>
      <p className="export-note">
        At most {durationText(longest)} in one film. {ABOUT[format]}
      </p>
      {isShown && film.ok && <Ends film={film.value} moments={moments} theme={theme} />}
      {missing !== null && <p className="export-note">{missing}</p>}
    </div>
  );
}

/** What the film begins and ends with. */
function Ends({ film, moments, theme }: { film: Film; moments: Moments; theme: ThemeName }) {
  const first = film.at(0);
  const last = film.at(film.frames - 1);
  return (
    <div className="export-ends">
      <End caption="First frame" step={first.step} hop={first.hop} moments={moments} theme={theme} />
      <End caption="Last frame" step={last.step} hop={last.hop} moments={moments} theme={theme} />
    </div>
  );
}

interface EndProps {
  caption: string;
  step: number;
  hop: number;
  moments: Moments;
  theme: ThemeName;
}

function End({ caption, step, hop, moments, theme }: EndProps) {
  const moment = useMemo(() => moments.at({ step, hop }), [moments, step, hop]);
  return <Preview caption={caption} moment={moment} theme={theme} />;
}
