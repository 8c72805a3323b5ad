// npm run build:grammar: src/share/text/scenario.grammar -> scenario-parser.ts beside it. A test holds the two together.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildParserFile } from '@lezer/generator';

const at = (name) => fileURLToPath(new URL(`../src/share/text/${name}`, import.meta.url));

/** The text of scenario-parser.ts for the grammar as it stands. */
export function generatedParser() {
  const warn = (message) => {
    throw new Error(message);
  };
  const grammar = readFileSync(at('scenario.grammar'), 'utf8');
  const { parser } = buildParserFile(grammar, { fileName: 'scenario.grammar', typeScript: true, warn });
  return parser.replace(/ from "@lezer\/lr"/, ' from "@lezer/lr"');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(at('scenario-parser.ts'), generatedParser());
