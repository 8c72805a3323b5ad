import { failure, success, type Result } from '#model/base/result.ts';
import { DESIGNS, designById, designNamed } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { Scenario } from '#model/scenario.ts';
import { ended } from '#vectors/fields.ts';
import type { Vector } from '#vectors/format.ts';
import { jsonProblem, type JsonProblem } from '#vectors/json-place.ts';
import { designOfVector, problemAt, readVector, type ReadVector } from '#vectors/read-vector.ts';
import type { SharedDocument } from '#share/document.ts';
import { didYouMean } from '#model/base/nearest.ts';

/** One scenario of a file: as it was read, and as the line had it. */
export interface FileScenario extends ReadVector {
  /** The file's name for messages, the line on which the scenario begins, and its text. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The scenarios in `text`: one JSON object a line, or a single object over several lines. */
export function scenariosIn(text: string, file: string): Result<FileScenario[]> {
  const name = file === '-' ? 'standard input' : file;
  const scenarios: FileScenario[] = [];
  for (const { line, content } of documentsIn(text.replace(/^\ufeff/, ''))) {
    const read = readVector(content);
    if (!read.ok) return failure(placed(name, line, read.error));
    scenarios.push({ ...read.value, file: name, line, text: content });
  }
  return scenarios.length > 0 ? success(scenarios) : failure(`${name} holds no scenario.`);
}

/** A scenario text as the scenario of a file: for those who want its routes, not its expectations. */
export function scenarioOfDocument({ scenario }: SharedDocument, file: string): FileScenario {
  const { name, note, device, registers, steps } = scenario;
  const names = { xen: '', qemu: null, domain: null };
  const vector = { id: name, note: note === '' ? null : note, ...names, device, registers, steps };
  return { vector: { ...vector, initial: null, expect: null }, raw: {}, file, line: 1, text: '' };
}

/** A problem in the text that begins on `line` of a file, as a sentence. */
const placed = (file: string, line: number, { line: within, column, what }: JsonProblem): string =>
  `${file}, line ${line + within - 1}, column ${column}: ${ended(what)}`;

/** The JSON texts in a file, with the line on which each begins. */
function documentsIn(text: string): { line: number; content: string }[] {
  const all = text
    .split('\n')
    .map((content, i) => ({ line: i + 1, content }))
    .filter(({ content }) => content.trim() !== '');
  const [first] = all;
  // A first line that is a beginning only belongs to an object that somebody has laid out over several.
  if (first === undefined || all.length === 1 || !isBeginning(first.content)) return all;
  return [
    {
      line: first.line,
      content: text
        .split('\n')
        .slice(first.line - 1)
        .join('\n'),
    },
  ];
}

function isBeginning(content: string): boolean {
  const problem = jsonProblem(content);
  return problem !== null && problem.what.startsWith('the text ends');
}

/** The design that a line names itself; vPCI's stands for the kind of domain where others name a device model. */
export function designOf({ vector, file, line, text }: FileScenario): Result<Design> {
  if (vector.xen === '')
    return failure(`${file}, line ${line} names no design: add "xen" and "qemu" to it, or give --design.`);
  const design = designOfVector(vector);
  return design.ok ? design : failure(placed(file, line, problemAt(text, design.error)));
}

/** The design of `--design NAME`: an id, or a Xen with the device model it was made for. */
export function designArgument(name: string): Result<Design> {
  const design = designById(name);
  if (design.ok) return design;
  const known = [...new Set(DESIGNS.flatMap(({ id, xenName }) => [id, xenName]))];
  // With a Xen that exists, what is wrong with the other half says more than a list of whole names.
  const [xenName = ''] = name.split('--');
  const what = designNamed(xenName, null).ok
    ? `There is no design "${name}". ${design.error}`
    : `Unknown design "${name}". ${didYouMean(name, known)}`;
  return failure(`${what} "msixscope designs" lists them.`);
}

export const scenarioOf = ({ id, note, device, registers, steps }: Vector): Scenario => ({
  name: id,
  note: note ?? '',
  device,
  registers,
  steps,
});
