/** The text editor: CodeMirror with the scenario language, without any knowledge of lists and stores. */
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap, isolateHistory } from '@codemirror/commands';
import {
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Transaction, type Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import type { Surroundings } from '#share/text/complete.ts';
import type { Problem } from '#share/text/problem.ts';
import { helpOn } from '#share/text/usage.ts';
import type { Expectation } from '#state/expectations.ts';
import type { EditorPort } from '#state/text-state.ts';
import { completionSource } from './completion-source.ts';
import { editorTheme } from './editor-theme.ts';
import { lineMarks, showResults, showStepLine } from './line-marks.ts';
import { scenarioLanguage } from './scenario-language.ts';
import { changesTo } from './text-changes.ts';

export interface EditorEvents {
  /** The person changed the text. */
  readonly onTyped: () => void;
  /** The cursor is on that line, from 1, which says this; `byHand`: the person moved it there. */
  readonly onLine: (line: number, text: string, byHand: boolean) => void;
  readonly onBlur: () => void;
  readonly surroundings: () => Surroundings;
  /** Id of the element that says how to get out of the editor. */
  readonly describedBy: string;
}

export interface ScenarioEditor extends EditorPort {
  readonly showProblems: (problems: readonly Problem[]) => void;
  readonly showResults: (expectations: readonly Expectation[]) => void;
  /** Marks the line of the present step, and brings it into sight unless the person writes. */
  readonly showStepLine: (line: number | null) => void;
  readonly lock: (isLocked: boolean) => void;
  /** Puts the cursor there, both counted from 1, and the focus into the editor. */
  readonly goTo: (line: number, column: number) => void;
  readonly destroy: () => void;
}

/** Mistakes that are marked in the text; the list beside it says how many more there are. */
export const MOST_MARKED = 1000;
/** Longer texts, in characters, begin a new history when they are shown again. */
const LONGEST_REMEMBERED = 1_000_000;

/** A change that was made elsewhere. */
const fromElsewhere = Annotation.define<boolean>();
/** Of so many texts: each holds a whole text with all that was typed in it. */
const MOST_REMEMBERED = 32;
/** Cursor and history of the texts that were shown last, by their keys; the newest at the end. */
const remembered = new Map<string, unknown>();
const FIELDS = { history: historyField };

export function createScenarioEditor(parent: HTMLElement, events: EditorEvents): ScenarioEditor {
  const locked = new Compartment();
  const extensions = [extensionsFor(events), locked.of(EditorState.readOnly.of(false))];
  const view = new EditorView({ parent, state: EditorState.create({ extensions }) });
  let key = '';
  /** Where the cursor was put last without the person: at the start, or on the line of a step. */
  let placed = 0;
  const remember = () => {
    remembered.delete(key);
    if (key === '' || view.state.doc.length > LONGEST_REMEMBERED) return;
    remembered.set(key, view.state.toJSON(FIELDS));
    const [oldest = ''] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED) remembered.delete(oldest);
  };
  const change = (text: string, how: 'follow' | 'rename') =>
    view.dispatch({
      changes: changesTo(view.state.doc, text),
      annotations: [
        fromElsewhere.of(true),
        isolateHistory.of('full'),
        ...(how === 'rename' ? [Transaction.addToHistory.of(false)] : []),
      ],
    });
  return {
    text: () => view.state.doc.toString(),
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    rename: (nextKey) => {
      key = nextKey;
    },
    show: (text, how, nextKey) => {
      if (how !== 'open') {
        key = nextKey;
        change(text, how);
        return;
      }
      remember();
      key = nextKey;
      const known = remembered.get(key);
      if (known === undefined) {
        view.setState(EditorState.create({ doc: text, extensions }));
        placed = 0;
        return;
      }
      view.setState(EditorState.fromJSON(known, { extensions }, FIELDS));
      change(text, 'follow');
    },
    showProblems: (problems) =>
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, problems))),
    showResults: (expectations) => view.dispatch({ effects: showResults.of(expectations) }),
    showStepLine: (line) => {
      const { doc } = view.state;
      // Tab comes to the line that is marked, unless the cursor is where the person left it.
      const { head, empty } = view.state.selection.main;
      const isOurs = empty && head === placed;
      const isThere = line !== null && line >= 1 && line <= doc.lines;
      if (!isThere || (view.hasFocus && !isOurs)) {
        view.dispatch({ effects: showStepLine.of(line) });
        return;
      }
      const { from, to } = doc.line(line);
      if (isOurs) placed = to;
      view.dispatch({
        ...(isOurs && { selection: { anchor: to } }),
        effects: [showStepLine.of(line), EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 40 })],
      });
    },
    lock: (isLocked) => view.dispatch({ effects: locked.reconfigure(EditorState.readOnly.of(isLocked)) }),
    goTo: (line, column) => {
      const { doc } = view.state;
      const there = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const anchor = Math.min(there.from + column - 1, there.to);
      view.focus();
      view.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
        userEvent: 'select',
      });
    },
    destroy: () => {
      remember();
      view.destroy();
    },
  };
}

function diagnosticsOf({ doc }: EditorState, problems: readonly Problem[]): Diagnostic[] {
  return problems.slice(0, MOST_MARKED).map(({ line, column, length, sentence }) => {
    const there = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const from = Math.min(there.from + column - 1, there.to);
    return { from, to: Math.min(from + length, there.to), severity: 'error', message: sentence };
  });
}

const helpTooltip = hoverTooltip(({ state }, pos) => {
  const line = state.doc.lineAt(pos);
  const [, indent = '', word = ''] = /^(\s*)(\S*)/.exec(line.text) ?? [];
  const from = line.from + indent.length;
  const help = helpOn(line.text);
  if (help === null || pos < from || pos > from + word.length) return null;
  return {
    pos: from,
    end: from + word.length,
    create: () => {
      const dom = document.createElement('div');
      const [usage, meaning] = [document.createElement('p'), document.createElement('p')];
      usage.className = 'cm-help-usage';
      usage.textContent = help.usage;
      meaning.textContent = help.meaning;
      dom.append(usage, meaning);
      return { dom };
    },
  };
});

function extensionsFor(events: EditorEvents): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    scenarioLanguage,
    autocompletion({
      override: [completionSource(events.surroundings)],
      icons: false,
      // As many as fit without scrolling, which would ask for a stop of the Tab key; the arrow keys bring the others.
      maxRenderedOptions: 12,
      // After a first word comes what fits behind it.
      activateOnCompletion: ({ apply }) => typeof apply === 'string' && apply.endsWith(' '),
    }),
    // Tab has no key here: it leaves the editor.
    keymap.of([
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    helpTooltip,
    lineMarks,
    editorTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      // Text that scrolls has to be in the order of Tab by an attribute, for those who look only there.
      tabindex: '0',
      'aria-label': 'Scenario text',
      'aria-describedby': events.describedBy,
    }),
    EditorView.domEventHandlers({ blur: () => events.onBlur() }),
    EditorView.updateListener.of(({ state, view, docChanged, selectionSet, focusChanged, transactions }) => {
      if (transactions.some((one) => one.docChanged && one.annotation(fromElsewhere) !== true))
        events.onTyped();
      const isHere = view.hasFocus && (selectionSet || focusChanged);
      if (!docChanged && !isHere) return;
      const line = state.doc.lineAt(state.selection.main.head);
      events.onLine(
        line.number,
        line.text,
        transactions.some((one) => one.isUserEvent('select')),
      );
    }),
  ];
}
