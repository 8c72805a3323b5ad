/** Colours of the scenario language, by the nodes of its grammar: a new statement is coloured without a line here. */
import { HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import {
  Decoration,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { styleTags, tags, type Tag } from '@lezer/highlight';
import { parser } from '#share/text/scenario-parser.ts';
import { FIRST_WORDS, helpOn } from '#share/text/usage.ts';

/** The first that fits the name of a node; words with a meaning of their own have small letters. */
const TAGS: readonly (readonly [RegExp, Tag])[] = [
  [/^[a-z]/, tags.keyword],
  [/^Comment$/, tags.comment],
  [/Text$|^Sentence$|^String$/, tags.string],
  [/Place$|^Offset$/, tags.propertyName],
  [/^Access$/, tags.operatorKeyword],
  [/^(Number|Size|Position|Times|BusWidth)$/, tags.number],
  [/Id$/, tags.literal],
  [/^Word$/, tags.atom],
];

const tagOf = (node: string): Tag | undefined => TAGS.find(([name]) => name.test(node))?.[1];

const language = LRLanguage.define({
  name: 'msixscope',
  parser: parser.configure({
    props: [
      styleTags(
        Object.fromEntries(
          parser.nodeSet.types.flatMap(({ name }) => {
            const tag = tagOf(name);
            return tag === undefined || !/^\w+$/.test(name) ? [] : [[name, tag]];
          }),
        ),
      ),
    ],
  }),
  languageData: { commentTokens: { line: '#' } },
});

const style = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--guest)', fontWeight: '600' },
  { tag: tags.operatorKeyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--text-2)' },
  { tag: tags.propertyName, color: 'var(--table)' },
  { tag: tags.number, color: 'var(--adjacent)' },
  { tag: tags.literal, color: 'var(--hw)' },
  { tag: tags.atom, color: 'var(--xen)' },
]);

/** Words that are one token with the text behind them, such as name and note: they get the colour of the others. */
const TEXT_WORDS = FIRST_WORDS.filter((word) => helpOn(word)?.usage.startsWith(`${word} TEXT`));
const firstWords = new MatchDecorator({
  regexp: new RegExp(`^\\s*(${TEXT_WORDS.join('|')})(?![\\w.-])`, 'g'),
  decoration: Decoration.mark({ class: 'cm-first-word' }),
});

const firstWordMarks = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = firstWords.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.marks = firstWords.updateDeco(update, this.marks);
    }
  },
  { decorations: ({ marks }) => marks },
);

export const scenarioLanguage = new LanguageSupport(language, [syntaxHighlighting(style), firstWordMarks]);
