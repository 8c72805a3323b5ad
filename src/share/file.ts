/** Documents as JSON files, versions 1 to 3: see docs/scenario.schema.json. */
import * as v from 'valibot';
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import { PREPARATIONS } from '#model/prober.ts';
import { VIEW_NAME, type SharedDocument } from './document.ts';
import { LONGEST_TEXT } from './limits.ts';
import { ENVIRONMENT_NAMES, isPlainLook, MAPS, PLAIN_LOOK, ZOOM_LEVELS } from './look.ts';
import { attachedLine, designsNamed, haveTalk, lateLine, saveLines } from './saved-lines.ts';
import { restoreScenario, saveScenario } from './saved-scenario.ts';

export const FILE_FORMAT = 'msixscope document';
/**
 * Newest version that is read. Version 2 has `show` lines, the moments of a talk, and version 3 a look of the screen that
 * is not the plain one; files without them are of version 1.
 */
export const FILE_VERSION = 3;

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const design = v.string();
const file = v.strictObject({
  format: v.literal(FILE_FORMAT),
  version: v.picklist([1, 2, FILE_VERSION]),
  scenario: v.unknown(),
  designs: v.union([v.strictTuple([design]), v.strictTuple([design, design])]),
  step: natural,
  hop: natural,
  view: v.nullable(v.pipe(v.string(), v.regex(VIEW_NAME))),
  look: v.optional(
    v.strictObject({
      environment: v.picklist(ENVIRONMENT_NAMES),
      preparation: v.picklist(PREPARATIONS),
      map: v.picklist(MAPS),
      zoom: v.strictObject({ level: v.picklist(ZOOM_LEVELS), bit: v.pipe(natural, v.maxValue(31)) }),
      picked: v.nullable(
        v.strictObject({ offset: v.pipe(v.number(), v.safeInteger()), size: v.pipe(natural, v.minValue(1)) }),
      ),
    }),
    PLAIN_LOOK,
  ),
  lines: v.array(attachedLine),
});

/** The document as the text of a file; decodeFile gives it back whole. */
export function encodeFile({ scenario, lines, look, ...rest }: SharedDocument): string {
  const saved = {
    format: FILE_FORMAT,
    version: !isPlainLook(look) ? FILE_VERSION : haveTalk(lines) ? 2 : 1,
    scenario: saveScenario(scenario),
    ...rest,
    ...(!isPlainLook(look) && { look }),
    lines: saveLines(lines),
  };
  return `${JSON.stringify(saved, null, 1)}\n`;
}

/** Reads a file. The error is a sentence that names the field; a field that is not known is an error, never dropped. */
export function decodeFile(text: string): Result<SharedDocument> {
  if (text.length > LONGEST_TEXT)
    return failure(`The file has ${text.length} characters; at most ${LONGEST_TEXT} are read.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failure(
      `The file is not JSON, or it was cut off: ${error instanceof Error ? error.message : 'unknown'}.`,
    );
  }
  const { format, version } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (format !== FILE_FORMAT)
    return failure(`The file is JSON, but no document of msixscope: “format” should be “${FILE_FORMAT}”.`);
  if (![1, 2, FILE_VERSION].includes(version as number))
    return failure(
      `The file is of version ${String(version)}, and this program reads version 1 to ${FILE_VERSION}: use a newer msixscope. Nothing of it was read.`,
    );
  const read = v.safeParse(file, json);
  if (!read.success) return failure(issueSentence(read.issues[0]));
  const scenario = restoreScenario(read.output.scenario);
  if (!scenario.ok) return failure(`The scenario: ${scenario.error}`);
  return checked({ ...read.output, scenario: scenario.value });
}

type Read = Omit<v.InferOutput<typeof file>, 'scenario'> & Pick<SharedDocument, 'scenario'>;

function checked({ scenario, designs, step, hop, view, look, lines }: Read): Result<SharedDocument> {
  const { length } = scenario.steps;
  if (step > length) return failure(`“step” is ${step}, but the scenario has ${length} steps.`);
  const late = lateLine(lines, length);
  if (late !== null) return failure(late);
  for (const id of [...designs, ...designsNamed(lines)]) {
    const found = designById(id);
    if (!found.ok) return failure(found.error);
  }
  return success({ scenario, designs, step, hop, view, look, lines });
}

function issueSentence(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? 'The file' : `“${path}”`} cannot be read: ${issue.message}.`;
}
