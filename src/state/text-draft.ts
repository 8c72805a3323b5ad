/** What a text and the scenario it stands for owe each other; text-sync.ts carries it out. */
import { documentOf, type SharedDocument } from '#share/document.ts';
import { hunksBetween } from '#share/text/hunks.ts';
import { saysTheSame } from '#share/text/items.ts';
import { mergedText } from '#share/text/merge.ts';
import { toldNotices } from '#share/open-text.ts';
import type { ParsedText } from '#share/text/parse.ts';
import { printScenario } from '#share/text/print.ts';
import { updatedText } from '#share/text/update.ts';
import { keptDesign } from './derived.ts';
import { CATALOGUE } from './sharing.ts';
import type { TextDraft } from './text-drafts.ts';
import { activeLines, activeScenario, type WorkbenchState } from './workbench-state.ts';

/** The design that the app shows for one that a text names: the app offers not all that can be named. */
const shown = (id: string): string => keptDesign(id).id;

/** Designs of a text as the app has them now; those of the text itself where the app shows just these. */
export function designsNow(
  { designId, look }: WorkbenchState,
  [first, second]: SharedDocument['designs'],
): SharedDocument['designs'] {
  if (second === undefined) return [shown(first) === designId ? first : designId];
  const other = look.otherDesignId;
  return [shown(first) === designId ? first : designId, shown(second) === other ? second : other];
}

/** What the text of the active scenario has to say; `designs` are those it names. */
export const textDocument = (state: WorkbenchState, designs: SharedDocument['designs']): SharedDocument =>
  documentOf(activeScenario(state), designsNow(state, designs), { lines: activeLines(state) });

/** The text of a scenario that nobody has typed yet. */
export const printedText = (state: WorkbenchState): string =>
  printScenario(textDocument(state, [state.designId]), CATALOGUE);

/** True when what was read says what the app shows. */
export function agrees({ document }: ParsedText, state: WorkbenchState): boolean {
  if (document === null) return false;
  const wanted = textDocument(state, document.designs);
  const isKnown = document.scenario === wanted.scenario && document.lines === wanted.lines;
  const hasDesigns = document.designs.join() === wanted.designs.join();
  return hasDesigns && (isKnown || saysTheSame(document, wanted, CATALOGUE));
}

export interface Followed {
  readonly draft: TextDraft;
  /** List and text both changed the same lines, and the text has mistakes: its lines stand. */
  readonly clash: boolean;
}

/** The draft after the list was changed; `read` is what its good text said until then. */
export function followed(draft: TextDraft, read: ParsedText, state: WorkbenchState): Followed {
  const wanted = textDocument(state, read.document?.designs ?? [state.designId]);
  const good = updatedText(draft.good, read, wanted, CATALOGUE);
  const { text, clash } = mergedText(draft.good, draft.text, good);
  return { draft: { text, good }, clash };
}

/** Lines of the good text as they are numbered in the text; 0 for a line that was changed there. */
export function linesInText(draft: TextDraft, lines: readonly number[]): readonly number[] {
  if (draft.text === draft.good) return lines;
  const hunks = hunksBetween(draft.good.split('\n'), draft.text.split('\n'));
  let next = 0;
  let shift = 0;
  return lines.map((line) => {
    for (; next < hunks.length && hunks[next]!.to < line; next++)
      shift = hunks[next]!.newTo - hunks[next]!.to;
    const hunk = hunks[next];
    return hunk && hunk.from < line && line <= hunk.to ? 0 : line + shift;
  });
}

/** What an editor should say of a text without mistakes, in sentences. */
export function remarksOn({ document, notices }: ParsedText): string[] {
  if (document === null) return [];
  const missing = document.designs.filter((id) => shown(id) !== id);
  return [
    ...missing.map(
      (id) =>
        `The app does not offer the design ${id}: the picture shows ${keptDesign(id).title}. Expectations are checked under ${id} all the same.`,
    ),
    ...(document.scenario.name === ''
      ? ['The scenario has no name: add a line such as “name A register beside the table”.']
      : []),
    ...toldNotices(notices),
  ];
}
