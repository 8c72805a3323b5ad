import { failure, success, type Result } from '#model/base/result.ts';
import { DESIGNS, designById, designNamed } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { Scenario } from '#model/scenario.ts';
import { vectorOf, type JsonObject, type Vector } from '#vectors/format.ts';
import { jsonPlace, jsonProblem } from './json-place.ts';
import { didYouMean } from '#model/base/nearest.ts';

/** One scenario of a file: as it was read, and as the line had it. */
export interface FileScenario {
  readonly vector: Vector;
  readonly raw: JsonObject;
  /** For messages: `FILE, line 3`. */
  readonly where: string;
}

/** The scenarios in `text`: one JSON object a line, or a single object over several lines. */
export function scenariosIn(text: string, file: string): Result<FileScenario[]> {
  const name = file === '-' ? 'standard input' : file;
  const scenarios: FileScenario[] = [];
  for (const { line, content } of documentsIn(text.replace(/^\ufeff/, ''))) {
    const problem = jsonProblem(content);
    if (problem)
      return failure(
        `${name}, line ${line + problem.line - 1}, column ${problem.column}: not JSON, ${problem.what}.`,
      );
    const raw = JSON.parse(content) as unknown;
    const where = `${name}, line ${line}`;
    const vector = vectorOf(raw);
    if (!vector.ok) {
      const place = jsonPlace(content, vector.error.path);
      return failure(`${name}, line ${line + place.line - 1}, column ${place.column}: ${vector.error.what}.`);
    }
    scenarios.push({ vector: vector.value, raw: raw as JsonObject, where });
  }
  return scenarios.length > 0 ? success(scenarios) : failure(`${name} holds no scenario.`);
}

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
export function designOf({
  vector,
  where,
}: {
  readonly vector: Pick<Vector, 'xen' | 'qemu' | 'domain'>;
  readonly where: string;
}): Result<Design> {
  if (vector.xen === '')
    return failure(`${where} names no design: add "xen" and "qemu" to it, or give --design.`);
  const design = designNamed(vector.xen, vector.qemu ?? vector.domain);
  return design.ok ? design : failure(`${where}: ${design.error}`);
}

/** The design of `--design NAME`: an id, or a Xen with the device model it was made for. */
export function designArgument(name: string): Result<Design> {
  const design = designById(name);
  if (design.ok) return design;
  const known = [...new Set(DESIGNS.flatMap(({ id, xenName }) => [id, xenName]))];
  return failure(`Unknown design "${name}". ${didYouMean(name, known)} "msixscope designs" lists them.`);
}

export const scenarioOf = ({ id, note, device, registers, steps }: Vector): Scenario => ({
  name: id,
  note: note ?? '',
  device,
  registers,
  steps,
});
