import { useMemo, useState } from 'react';
import { PICTURE, pictureOf } from '#export/picture/compose.ts';
import { fontsReady } from '#export/write/paint.ts';
import { PNG_SCALES, writePng } from '#export/write/write-png.ts';
import { writeSvg } from '#export/write/write-svg.ts';
import { Choice } from '../share/choice.tsx';
import { exportName, type ExportPart } from './export-part.ts';
import { pageFonts } from './page-fonts.ts';
import { Preview } from './preview.tsx';
import type { MadeFile } from './use-making.ts';

const FORMATS = ['svg', 'png'] as const;
type Format = (typeof FORMATS)[number];

const FORMAT_WORDS: Readonly<Record<Format, string>> = { svg: 'SVG', png: 'PNG' };

/** The present moment as SVG or PNG. */
export function PictureTab({ run, playhead, moments, theme, maker, isShown }: ExportPart) {
  const [format, setFormat] = useState<Format>('svg');
  const [scale, setScale] = useState<(typeof PNG_SCALES)[number]>(2);
  const moment = useMemo(() => moments.at(playhead), [moments, playhead]);
  const what = run.length === 0 ? 'picture' : `access-${playhead.step + 1}`;
  const size = (factor: number) => `${PICTURE.width * factor} × ${PICTURE.height * factor} pixels`;

  const make = async (): Promise<MadeFile> => {
    const name = exportName(run, what, format);
    const picture = pictureOf(moment, theme);
    if (format === 'png') {
      await fontsReady(document.fonts);
      return { name, contents: await writePng(picture, scale), about: size(scale) };
    }
    const text = writeSvg(picture, await pageFonts());
    return { name, contents: new Blob([text], { type: 'image/svg+xml' }), about: 'text as text' };
  };

  return (
    <div className="export-part">
      {isShown && <Preview moment={moment} theme={theme} />}
      <div className="export-choices">
        <Choice
          label="Format"
          options={FORMATS}
          word={(one) => FORMAT_WORDS[one]}
          value={format}
          onChange={setFormat}
        />
        {format === 'png' && (
          <Choice
            label="Size"
            options={PNG_SCALES}
            word={(factor) => `${factor}x: ${size(factor)}`}
            value={scale}
            onChange={setScale}
          />
        )}
        <button
          type="button"
          className="button button-main"
          disabled={maker.state.kind === 'making'}
          onClick={() => maker.start({ what: 'the picture', unit: 'pictures', make })}
        >
          Save the picture
        </button>
      </div>
      <p className="export-note">
        {format === 'svg'
          ? 'Sharp at any size. Its words can be searched and changed, its fonts are in it, and a description goes with it.'
          : `${size(scale)}, for mails, slides and trackers that take no SVG.`}
      </p>
    </div>
  );
}
