// The command line: npx msixscope COMMAND ...
import { readText, writeText } from './files.ts';
import { program } from './program.ts';

const result = program(process.argv.slice(2), readText);
writeText(1, result.stdout);
writeText(2, result.stderr);
process.exitCode = result.exitCode;
