import { PREPARATIONS } from '#model/prober.ts';
import { FURTHEST } from '#model/limits.ts';
import { ENVIRONMENT_NAMES, MAPS, PLAIN_LOOK, ZOOM_LEVELS, type SharedLook } from '../look.ts';
import { distanceIn } from './read-device.ts';
import { hasWord, numberIn, tokenOf, tokensOf, type Complaints } from './reader.ts';
import type { Statement, Token } from './statements.ts';

/** What `environment`, `survey` and `zoom` lines say; of several of a kind the last counts. */
export function readLook(statements: readonly Statement[], complaints: Complaints): SharedLook {
  return statements.reduce<SharedLook>((look, statement) => {
    const one = <T extends string>(names: readonly T[], at: number): T | undefined =>
      named(names, statement, tokensOf(statement, 'Word')[at], complaints);
    switch (statement.name) {
      case 'Environment':
        return { ...look, environment: one(ENVIRONMENT_NAMES, 0) ?? look.environment };
      case 'Survey':
        return {
          ...look,
          preparation: one(PREPARATIONS, 0) ?? look.preparation,
          map: one(MAPS, 1) ?? look.map,
        };
      case 'Zoom':
        return { ...look, ...readZoom(statement, complaints) };
      default:
        return look;
    }
  }, PLAIN_LOOK);
}

function readZoom(statement: Statement, complaints: Complaints): Pick<SharedLook, 'zoom' | 'picked'> {
  const word = tokenOf(statement, 'Word');
  // `bar` is a word of the language, which other lines have, too.
  const level = hasWord(statement, 'bar') ? 'bar' : named(ZOOM_LEVELS, statement, word, complaints);
  const place = tokenOf(statement, 'Offset');
  const numbers = tokensOf(statement, 'Number');
  const bitToken = numbers.find(({ column }) => place === undefined || column < place.column);
  const sizeToken = place && numbers.at(-1);
  const bit = bitToken ? numberIn(statement, bitToken, 0, 31, complaints) : 0;
  const offset = place ? distanceIn(statement, complaints) : null;
  const size = sizeToken ? numberIn(statement, sizeToken, 1, FURTHEST, complaints) : null;
  return {
    zoom: { level: level ?? PLAIN_LOOK.zoom.level, bit: bit ?? 0 },
    picked: offset === null || size === null ? null : { offset, size },
  };
}

/** The one of `names` that the word is; undefined without a word, and (with a complaint) for any other. */
function named<T extends string>(
  names: readonly T[],
  statement: Statement,
  word: Token | undefined,
  complaints: Complaints,
): T | undefined {
  const found = names.find((name) => name === word?.text);
  if (word !== undefined && found === undefined)
    complaints.at(statement, word, `There is no “${word.text}” here: write ${names.join(', ')}.`);
  return found;
}
