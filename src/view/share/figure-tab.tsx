import { useMemo, useState } from 'react';
import type { SharedDocument } from '#share/document.ts';
import { figure, FIGURE_WIDTHS } from '#share/figure/figure.ts';
import { MAIL_COLUMNS, QUOTE_STYLES, quoted, type QuoteStyle } from '#share/figure/preview.ts';
import { WRAPPERS, type Wrapper } from '#share/figure/wrappers.ts';
import { appAddress } from './address.ts';
import { CATALOGUE, READY } from '#state/sharing.ts';
import { Choice } from './choice.tsx';
import { CopyButton } from './copy-button.tsx';

const WRAPPER_WORDS: Readonly<Record<Wrapper, string>> = {
  plain: 'Nothing',
  c: 'A C comment',
  rst: 'An RST block',
  reply: 'A > reply',
};
const WHAT_WORDS = { step: 'This step', scenario: 'The whole scenario' } as const;
const DEPTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const STYLE_WORDS: Readonly<Record<QuoteStyle, string>> = { tight: '>>> ', spaced: '> > > ' };

export function FigureTab({ document }: { document: SharedDocument }) {
  const [what, setWhat] = useState<keyof typeof WHAT_WORDS>('step');
  const [width, setWidth] = useState<(typeof FIGURE_WIDTHS)[number]>(64);
  const [wrapper, setWrapper] = useState<Wrapper>('plain');
  const [depth, setDepth] = useState<(typeof DEPTHS)[number]>(0);
  const [style, setStyle] = useState<QuoteStyle>('tight');
  const [wrapAt, setWrapAt] = useState<(typeof MAIL_COLUMNS)[number]>(76);
  const drawn = useMemo(
    () => figure(document, CATALOGUE, { width, wrapper, what, address: appAddress(), ready: READY }),
    [document, width, wrapper, what],
  );
  if (!drawn.ok) return <p role="alert">{drawn.error}</p>;
  return (
    <div className="share-part">
      <div className="share-choices">
        <Choice
          label="What"
          options={['step', 'scenario'] as const}
          word={(one) => WHAT_WORDS[one]}
          value={what}
          onChange={setWhat}
        />
        <Choice label="Columns" options={FIGURE_WIDTHS} word={String} value={width} onChange={setWidth} />
        <Choice
          label="Wrapped in"
          options={WRAPPERS}
          word={(one) => WRAPPER_WORDS[one]}
          value={wrapper}
          onChange={setWrapper}
        />
        <Choice
          label="Preview after"
          options={DEPTHS}
          word={(replies) => `${replies} ${replies === 1 ? 'reply' : 'replies'}`}
          value={depth}
          onChange={setDepth}
        />
        <Choice
          label="Quoted with"
          options={QUOTE_STYLES}
          word={(one) => STYLE_WORDS[one]}
          value={style}
          onChange={setStyle}
        />
        <Choice label="Wrapped at" options={MAIL_COLUMNS} word={String} value={wrapAt} onChange={setWrapAt} />
      </div>
      <pre className="share-text share-figure" tabIndex={0} role="region" aria-label="Figure">
        {quoted(drawn.value, depth, wrapAt, 'quoted-stub', style)}
      </pre>
      <p className="share-note">
        {depth === 0
          ? 'The lines that begin with msix1 open this step again: keep them.'
          : `So it looks after ${depth} ${depth === 1 ? 'reply' : 'replies'} by programs that wrap at ${wrapAt} columns. The figure is copied unquoted.`}
      </p>
      <CopyButton label="Copy figure" text={drawn.value} />
    </div>
  );
}
