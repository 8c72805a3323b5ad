import { Fragment, useState } from 'react';
import { GLOSSARY, type Term } from '#content/glossary.ts';

const byWord = new Map(GLOSSARY.flatMap((term) => [term.word, ...term.also].map((word) => [word, term])));

/** `[latch]` is a term by its own name, `[snooped|snoop]` by another. */
const MARKED = /\[(?:([^\]|]+)\|)?([^\]|]+)\]/g;

interface Piece {
  readonly text: string;
  readonly term: Term | null;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, shown, word = ''] = match;
    pieces.push({ text: text.slice(end, match.index), term: null });
    pieces.push({ text: shown ?? word, term: byWord.get(word) ?? null });
    end = match.index + whole.length;
  }
  return [...pieces, { text: text.slice(end), term: null }];
}

/** A paragraph whose terms can be pressed; what the pressed one means stands below it. */
export function TermText({ text }: { text: string }) {
  const [open, setOpen] = useState<Term | null>(null);
  return (
    <>
      <p>
        {piecesOf(text).map((piece, n) =>
          piece.term === null ? (
            <Fragment key={n}>{piece.text}</Fragment>
          ) : (
            <button
              key={n}
              type="button"
              className="term"
              aria-expanded={open === piece.term}
              onClick={() => setOpen(open === piece.term ? null : piece.term)}
            >
              {piece.text}
            </button>
          ),
        )}
      </p>
      {open !== null && (
        <p className="term-meaning" role="note">
          <strong>{open.word}.</strong> {open.meaning} <span className="term-source">{open.source}</span>
        </p>
      )}
    </>
  );
}
