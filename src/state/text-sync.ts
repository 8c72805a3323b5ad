/**
 * Keeps the text in the editor and the list in step. What is typed is read at each pause, and what has no mistake takes
 * the list's place; what happens to the list is written into the text. A text with mistakes changes nothing and is kept.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SharedDocument } from '#share/document.ts';
import type { Problem } from '#share/text/problem.ts';
import type { Reading } from '#share/text/read-text.ts';
import { keptDesign } from './derived.ts';
import { expectationsOf } from './expectations.ts';
import {
  agrees,
  designsNow,
  followed,
  linesInText,
  printedText,
  remarksOn,
  textDocument,
} from './text-draft.ts';
import type { TextDraft, TextDrafts } from './text-drafts.ts';
import { isReadyKey, textKey } from './text-key.ts';
import type { TextReader } from './text-reader.ts';
import { NOTHING, type EditorPort, type TextState } from './text-state.ts';
import { activeLines, activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

/** Typing is read when there was none for this long. */
export const PAUSE_MS = 150;
/** After this long the scenarios are kept, and the draft need not tell what they said before. */
const SETTLED_MS = 1000;

export interface TextSync extends StoreApi<TextState> {
  readonly start: (port: EditorPort) => void;
  readonly stop: () => void;
  /** Something was typed; it is read at the next pause. */
  readonly typed: () => void;
  /** Reads what was typed at once. */
  readonly flush: () => Promise<void>;
  /** Keeps what was typed without reading it, for a page that is being closed. */
  readonly keep: () => void;
  /** Throws away what has mistakes: the text is what the list says. */
  readonly useListText: () => void;
  /** Shows the end of the step on that line, or of the nearest above it. */
  readonly seekLine: (line: number) => void;
}

interface TextSyncOptions {
  readonly workbench: Workbench;
  readonly drafts: TextDrafts;
  readonly reader: TextReader;
}

export function createTextSync(options: TextSyncOptions): TextSync {
  const session = new TextSession(options);
  return Object.assign(session.store, {
    start: (port: EditorPort) => session.start(port),
    stop: () => session.stop(),
    typed: () => session.typed(),
    flush: () => session.settle(),
    keep: () => session.keep(true),
    useListText: () => session.useListText(),
    seekLine: (line: number) => session.seekLine(line),
  });
}

/** The step on that line, or the nearest above it; null when there is none. */
function stepAbove(stepLines: readonly number[], line: number): number | null {
  const step = stepLines.findLastIndex((one) => one > 0 && one <= line);
  return step < 0 ? null : step;
}

class TextSession {
  readonly store: StoreApi<TextState>;
  private readonly workbench: Workbench;
  private readonly drafts: TextDrafts;
  private readonly reader: TextReader;
  private port: EditorPort | null = null;
  private unsubscribe: () => void = () => undefined;
  private draft: TextDraft = { text: '', good: '' };
  /** What the good text says; null until it is read. */
  private good: Reading | null = null;
  /** The good text that the kept scenario is sure to say. */
  private sureGood = '';
  /** Somebody typed, so that the text is worth keeping. */
  private isTouched = false;
  private isDirty = false;
  private isLoading = true;
  private isApplying = false;
  private clash = false;
  /** Counts what began; what comes late of an earlier turn is dropped. */
  private turn = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor({ workbench, drafts, reader }: TextSyncOptions) {
    this.workbench = workbench;
    this.drafts = drafts;
    this.reader = reader;
    this.store = createStore(() => ({ key: textKey(workbench.getState()), ...NOTHING }));
  }

  private get state(): WorkbenchState {
    return this.workbench.getState();
  }

  private get key(): string {
    return this.store.getState().key;
  }

  start(port: EditorPort): void {
    this.port = port;
    this.unsubscribe = this.workbench.subscribe((now, before) => this.onWorkbench(now, before));
    void this.load();
  }

  stop(): void {
    clearTimeout(this.pause);
    this.keep(true);
    this.unsubscribe();
    this.reader.stop();
    this.turn++;
    this.port = null;
  }

  typed(): void {
    this.isDirty = true;
    this.store.setState({ isPending: true });
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.settle(), PAUSE_MS);
  }

  /** `isOver`: page or view are being closed, so that nobody comes back to say which good text is sure. */
  keep(isOver = false): void {
    this.pull();
    if (!this.isTouched || this.isLoading) return;
    const { key, draft } = this;
    if (isOver) this.sureGood = draft.good;
    const kept = this.drafts.save(key, draft, this.sureGood);
    const tell = (isKept: boolean) => this.store.setState({ isKept });
    if (kept instanceof Promise) void kept.then(tell);
    else tell(kept);
    clearTimeout(this.rest);
    if (draft.good === this.sureGood) return;
    this.rest = setTimeout(() => {
      if (key !== this.key) return;
      this.sureGood = draft.good;
      this.keep();
    }, SETTLED_MS);
  }

  useListText(): void {
    clearTimeout(this.pause);
    this.pull();
    this.clash = false;
    this.change({ text: this.draft.good, good: this.draft.good }, 'follow');
    void this.settle();
  }

  seekLine(line: number): void {
    if (this.isDirty) return;
    const step = stepAbove(this.store.getState().stepLines, line);
    if (step !== null && step !== this.state.playhead.step)
      this.workbench.actions.seek({ step, hop: Number.POSITIVE_INFINITY });
  }

  /** Shows the text of the active scenario: as it was typed, or printed from the list. */
  private async load(): Promise<void> {
    const turn = ++this.turn;
    const key = textKey(this.state);
    this.isLoading = true;
    this.clash = false;
    this.good = null;
    this.store.setState({ key, ...NOTHING });
    // Whoever opens a file keeps its text right after its scenario was opened.
    await Promise.resolve();
    if (turn !== this.turn) return;
    let kept = this.drafts.read(key);
    if (kept instanceof Promise) {
      this.port?.show('', 'open', key);
      kept = await kept;
      if (turn !== this.turn) return;
    }
    const printed = printedText(this.state);
    this.isTouched = kept !== null;
    this.draft = kept ?? { text: printed, good: printed };
    this.sureGood = this.draft.good;
    this.isLoading = false;
    this.isDirty = false;
    this.port?.show(this.draft.text, 'open', key);
    await this.settle();
  }

  private onWorkbench(now: WorkbenchState, before: WorkbenchState): void {
    if (this.isApplying) return;
    if (textKey(now) !== this.key) this.onOtherScenario(now, before);
    else if (
      activeScenario(now) !== activeScenario(before) ||
      activeLines(now) !== activeLines(before) ||
      now.designId !== before.designId ||
      now.look.otherDesignId !== before.look.otherDesignId
    )
      void this.settle();
  }

  /** A copy that was just made of the scenario goes on with its text; any other scenario has its own. */
  private onOtherScenario(now: WorkbenchState, before: WorkbenchState): void {
    clearTimeout(this.pause);
    this.keep();
    const key = textKey(now);
    const isIn = ({ document }: WorkbenchState) => document.scenarios.find(({ id }) => id === key);
    const isCopy = isIn(now)?.from?.id === before.activeId && !isIn(before);
    if (!isCopy || this.isLoading || this.drafts.read(key) !== null) {
      void this.load();
      return;
    }
    this.rename(key);
    void this.settle();
  }

  private rename(key: string): void {
    if (isReadyKey(this.key)) this.drafts.remove(this.key);
    this.store.setState({ key });
    this.port?.rename(key);
  }

  /** Takes what stands in the editor. */
  private pull(): void {
    if (!this.isDirty || this.isLoading || this.port === null) return;
    this.isDirty = false;
    const text = this.port.text();
    if (text === this.draft.text) return;
    this.draft = { ...this.draft, text };
    this.isTouched = true;
  }

  /** Brings text and list together as far as they can be. */
  async settle(): Promise<void> {
    if (this.isLoading || this.port === null) return;
    clearTimeout(this.pause);
    this.pull();
    const turn = ++this.turn;
    this.reader.stop();
    const isOver = () => turn !== this.turn;
    const good = this.good ?? (await this.read(this.draft.good));
    if (isOver()) return;
    this.good = good;
    if (!agrees(good.parsed, this.state)) {
      this.follow(good, 'follow');
      const now = await this.read(this.draft.good);
      if (isOver()) return;
      this.good = now;
    }
    this.good = this.adopted(this.good);
    const { text } = this.draft;
    if (text !== this.draft.good) {
      const reading = await this.read(text);
      if (isOver()) return;
      const { document, problems } = reading.parsed;
      if (document === null || problems.length > 0) {
        this.keep();
        this.report('mistakes', problems);
        return;
      }
      await this.apply(reading, text);
      if (isOver()) return;
    }
    this.keep();
    // More was typed while this text was read.
    if (this.draft.text !== this.draft.good) return this.settle();
    this.report('agrees', []);
  }

  private read(text: string): Reading | Promise<Reading> {
    const reading = this.reader.read(text);
    if (reading instanceof Promise) this.store.setState({ phase: 'reading' });
    return reading;
  }

  /** Writes what the list says into the text. */
  private follow(good: Reading, how: 'follow' | 'rename'): void {
    this.pull();
    const { draft, clash } = followed(this.draft, good.parsed, this.state);
    this.clash ||= clash;
    this.good = null;
    this.change(draft, how);
  }

  private change(draft: TextDraft, how: 'follow' | 'rename'): void {
    const isOther = draft.text !== this.draft.text;
    this.draft = draft;
    if (isOther) this.port?.show(draft.text, how, this.key);
  }

  /** Puts what `text` was found to say in the place of the scenario, or of a copy of it. */
  private async apply(reading: Reading, text: string): Promise<void> {
    const { document } = reading.parsed;
    if (document === null) return;
    const focus = stepAbove(reading.parsed.stepLines, this.port?.line() ?? 0);
    this.isApplying = true;
    this.takeDesigns(document.designs);
    const { scenario, lines } = document;
    this.workbench.actions.replaceScenario({ scenario, lines }, focus);
    this.isApplying = false;
    if (textKey(this.state) !== this.key) this.rename(textKey(this.state));
    this.clash = false;
    this.pull();
    this.draft = { text: this.draft.text, good: text };
    if (agrees(reading.parsed, this.state)) {
      this.good = this.adopted(reading);
      return;
    }
    const { turn } = this;
    this.follow(reading, 'rename');
    const renamed = await this.read(this.draft.good);
    if (turn === this.turn) this.good = this.adopted(renamed);
  }

  private takeDesigns(designs: SharedDocument['designs']): void {
    if (designs.join() === designsNow(this.state, designs).join()) return;
    const { setDesign, setLook } = this.workbench.actions;
    const [first, second] = designs;
    setDesign(first);
    if (second !== undefined) setLook({ otherDesignId: keptDesign(second).id });
  }

  /** The reading with the very scenario of the list, so that both are known to say the same. */
  private adopted(reading: Reading): Reading {
    const { designs } = reading.parsed.document ?? { designs: [this.state.designId] as const };
    return { ...reading, parsed: { ...reading.parsed, document: textDocument(this.state, designs) } };
  }

  private report(phase: TextState['phase'], problems: readonly Problem[]): void {
    const { good, draft, clash } = this;
    if (good === null) return;
    const isGood = phase === 'agrees';
    this.store.setState({
      phase,
      isPending: this.isDirty,
      problems,
      clash,
      remarks: isGood ? remarksOn(good.parsed) : [],
      expectations: isGood ? expectationsOf(good) : [],
      stepLines: linesInText(draft, good.parsed.stepLines),
    });
  }
}
