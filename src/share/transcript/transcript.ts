/** A run as numbered sentences, made by the generators of captions and figures: see docs/transcript.schema.json. */
import { hex } from '#model/base/hex.ts';
import { hopSentence, stepTitle, verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome, Party } from '#model/route.ts';
import type { RuleId } from '#model/rules.ts';
import type { Run } from '#model/run.ts';
import { sourceOf, type SourceRef } from '#model/sources.ts';

export interface TranscriptSentence {
  /** `3.2`: the second decision of the third step. */
  readonly number: string;
  readonly party: Party;
  readonly rule: RuleId;
  readonly sentence: string;
  readonly source: SourceRef | null;
}

export interface TranscriptStep {
  readonly number: number;
  readonly title: string;
  readonly outcome: Outcome;
  readonly outcomeWord: string;
  readonly roundTrips: number;
  /** What the guest's read gave, as `0x…`; null for steps that give nothing. */
  readonly values: readonly string[] | null;
  readonly sentences: readonly TranscriptSentence[];
  readonly verdict: { readonly headline: string; readonly detail: string };
}

/** A plain value: JSON.stringify of it is the JSON form. */
export interface Transcript {
  readonly format: 'msixscope transcript';
  readonly version: 1;
  readonly name: string;
  readonly note: string;
  readonly device: { readonly id: string | null; readonly name: string };
  readonly design: { readonly id: string; readonly title: string };
  readonly steps: readonly TranscriptStep[];
}

/** The transcript of steps `from` to `to` (counted from 0, `to` exclusive), all by default. */
export function transcriptOf(run: Run, from = 0, to = run.length): Transcript {
  const { scenario, design } = run;
  const { id, name } = scenario.device;
  return {
    format: 'msixscope transcript',
    version: 1,
    name: scenario.name,
    note: scenario.note,
    device: { id, name },
    design: { id: design.id, title: design.title },
    steps: scenario.steps.slice(from, to).map((_, n) => stepOf(run, from + n)),
  };
}

function stepOf(run: Run, n: number): TranscriptStep {
  const { layout, design } = run;
  const route = run.routeAt(n);
  const { headline, detail } = verdict(route, layout, design);
  return {
    number: n + 1,
    title: stepTitle(route.step, layout),
    outcome: route.outcome,
    outcomeWord: OUTCOMES[route.outcome].word,
    roundTrips: route.roundTrips,
    values: route.values?.map(hex) ?? null,
    sentences: route.hops.map((hop, k) => ({
      number: `${n + 1}.${k + 1}`,
      party: hop.party,
      rule: hop.rule,
      sentence: hopSentence(hop, layout, design),
      source: sourceOf(hop.rule, design),
    })),
    verdict: { headline, detail },
  };
}

/** As plain text. */
export function transcriptText({ name, note, device, design, steps }: Transcript): string {
  const head = [name, note, `${device.name}, under ${design.title}`].filter((line) => line !== '');
  const body = steps.flatMap((step) => [
    '',
    `${step.number}. ${step.title}`,
    ...step.sentences.map(({ number, sentence, source }) => `   ${number} ${sentence}${sourceText(source)}`),
    `   = ${step.outcomeWord}: ${step.verdict.headline} ${step.verdict.detail}`.trimEnd(),
  ]);
  return `${[...head, ...body].join('\n')}\n`;
}

function sourceText(source: SourceRef | null): string {
  if (source === null) return '';
  return ` [${source.function}, ${placeText(source)}, ${source.tag}]`;
}

const placeText = ({ file, line }: SourceRef): string => (line === null ? file : `${file}:${line}`);

/** As Markdown: a heading a step, a numbered list of its decisions, links to the source. */
export function transcriptMarkdown({ name, note, device, design, steps }: Transcript): string {
  const head = [
    `# ${escaped(name === '' ? 'Scenario' : name)}`,
    '',
    ...(note === '' ? [] : [escaped(note), '']),
  ];
  const body = steps.flatMap((step) => [
    '',
    `## ${step.number}. ${code(step.title)}`,
    '',
    ...step.sentences.map(({ sentence, source }, k) => `${k + 1}. ${escaped(sentence)}${sourceLink(source)}`),
    '',
    `**${escaped(step.outcomeWord)}**: ${escaped(`${step.verdict.headline} ${step.verdict.detail}`.trim())}`,
  ]);
  return `${[...head, `${escaped(device.name)}, under ${escaped(design.title)}.`, ...body].join('\n')}\n`;
}

function sourceLink(source: SourceRef | null): string {
  if (source === null) return '';
  const place = `${code(source.function)}, ${placeText(source)}, ${escaped(source.tag)}`;
  return ` ([${place}](<${source.url}>))`;
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
