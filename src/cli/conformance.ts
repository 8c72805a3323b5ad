// Does the model agree with recorded vectors? npm run conformance -- FILE...
import { conform } from './commands/conform.ts';
import { readText, writeText } from './files.ts';

const result = conform.run(process.argv.slice(2), readText);
writeText(1, result.stdout);
writeText(2, result.stderr);
process.exitCode = result.exitCode;
