/** What is drawn into the text besides its colours: the line of the present step, and what came of expectations. */
import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { resultOf, type Expectation } from '#state/expectations.ts';

class ResultWidget extends WidgetType {
  private readonly holds: boolean;
  private readonly words: string;

  constructor(holds: boolean, words: string) {
    super();
    this.holds = holds;
    this.words = words;
  }

  override eq(other: ResultWidget): boolean {
    return other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'cm-result';
    element.dataset['holds'] = String(this.holds);
    element.textContent = this.words;
    return element;
  }
}

export const showResults = StateEffect.define<readonly Expectation[]>();
/** The line of the present step, from 1, or null when it has none. */
export const showStepLine = StateEffect.define<number | null>();

const stepLine = Decoration.line({ class: 'cm-step-line' });

function resultMarks(state: EditorState, expectations: readonly Expectation[]): DecorationSet {
  const marks = expectations.flatMap((one): Range<Decoration>[] => {
    if (one.line < 1 || one.line > state.doc.lines) return [];
    const { holds, words } = resultOf(one);
    const widget = Decoration.widget({ widget: new ResultWidget(holds, words), side: 1 });
    return [widget.range(state.doc.line(one.line).to)];
  });
  return Decoration.set(marks, true);
}

function stepMark(state: EditorState, line: number | null): DecorationSet {
  const isThere = line !== null && line >= 1 && line <= state.doc.lines;
  return isThere ? Decoration.set([stepLine.range(state.doc.line(line).from)]) : Decoration.none;
}

const field = <T>(
  effect: ReturnType<typeof StateEffect.define<T>>,
  make: (state: EditorState, value: T) => DecorationSet,
): StateField<DecorationSet> =>
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (marks, { changes, effects, state }) =>
      effects.reduce((now, one) => (one.is(effect) ? make(state, one.value) : now), marks.map(changes)),
    provide: (marks) => EditorView.decorations.from(marks),
  });

export const lineMarks = [field(showResults, resultMarks), field(showStepLine, stepMark)];
