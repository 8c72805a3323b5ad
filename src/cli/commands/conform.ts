import { conformText } from '#vectors/conform.ts';
import { argumentsOf, lines, refused, type Command } from '../command.ts';

const HELP = `usage: msixscope conform FILE...

Holds the model to recorded behaviour: exit code 0 when every scenario of every file agrees, 1 when one does not.

  FILE  recorded vectors, one JSON object a line, plain or gzip; - for standard input`;

/** Differences shown in full; the rest are counted. */
const SHOWN = 10;

export const conform: Command = {
  name: 'conform',
  summary: 'does the model agree with recorded behaviour?',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {});
    if (!given.ok) return refused(given.error);
    const files = given.value.positionals;
    if (files.length === 0) return refused(`Name one or more vector files. ${HELP.split('\n')[0]!}`);
    let scenarios = 0;
    let agree = 0;
    const found: string[] = [];
    for (const file of files) {
      const text = read(file);
      if (!text.ok) return refused(text.error);
      const report = conformText(text.value, file);
      scenarios += report.scenarios;
      agree += report.agree;
      found.push(...report.unreadable);
      for (const d of report.differences) found.push(`${file}: ${d.scenario}, step ${d.step}: ${d.sentence}`);
    }
    const rest = found.length - SHOWN;
    const out = [`${agree} of ${scenarios} scenarios agree`, ...found.slice(0, SHOWN)];
    if (rest > 0) out.push(`and ${rest} more scenarios that do not agree`);
    return {
      exitCode: scenarios > 0 && agree === scenarios ? 0 : 1,
      stdout: lines(out),
      stderr: scenarios === 0 ? 'The files hold no scenarios.\n' : '',
    };
  },
};
