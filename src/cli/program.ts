import { done, refused, type Command, type CommandResult, type ReadText } from './command.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import { conform } from './commands/conform.ts';
import { designs } from './commands/designs.ts';
import { devices } from './commands/devices.ts';
import { distinguishCommand } from './commands/distinguish.ts';
import { join } from './commands/join.ts';
import { link } from './commands/link.ts';
import { page } from './commands/page.ts';
import { read as readMail } from './commands/read.ts';
import { replay } from './commands/replay.ts';
import { run } from './commands/run.ts';
import { text } from './commands/text.ts';
import { laidOut } from './help.ts';
import { didYouMean } from '#model/base/nearest.ts';

export const COMMANDS: readonly Command[] = [
  run,
  compare,
  check,
  distinguishCommand,
  page,
  designs,
  devices,
  conform,
  replay,
  join,
  text,
  link,
  readMail,
];

const LONGEST_NAME = Math.max(...COMMANDS.map(({ name }) => name.length));

const OVERALL = laidOut(`usage: msixscope COMMAND [ARGUMENT...]

What a guest's accesses to an MSI-X table page do under each design of Xen and its device model.

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(LONGEST_NAME)}  ${summary}`).join('\n')}

"msixscope COMMAND --help" tells more. Exit codes: 0 done; 1 a difference or a failed check; 2 input that cannot be used.`);

/** Runs one command line: `args` without the program's own name. */
export function program(args: readonly string[], read: ReadText): CommandResult {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') return done(`${OVERALL}\n`);
  if (name === undefined) return refused(OVERALL);
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined)
    return refused(
      `Unknown command "${name}". ${didYouMean(
        name,
        COMMANDS.map((candidate) => candidate.name),
      )} "msixscope --help" tells more.`,
    );
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) return done(`${laidOut(command.help)}\n`);
  return command.run(rest, read);
}
