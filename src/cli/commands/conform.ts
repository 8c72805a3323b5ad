import { conformText } from '#vectors/conform.ts';
import { argumentsOf, lines, refused, type Command } from '../command.ts';

const HELP = `usage: msixscope conform FILE...

Holds the model to recorded behaviour: exit code 0 when every scenario of every file agrees, 1 when one does not,
2 when a line cannot be read or run.

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
    const unreadable: string[] = [];
    for (const file of files) {
      const text = read(file);
      if (!text.ok) return refused(text.error);
      const report = conformText(text.value, file);
      scenarios += report.scenarios;
      agree += report.agree;
      unreadable.push(...report.unreadable);
      for (const d of report.differences) found.push(`${file}: ${d.scenario}, step ${d.step}: ${d.sentence}`);
    }
    if (scenarios === 0) return refused('The files hold no scenarios.');
    const out = [`${agree} of ${scenarios} scenarios agree`, ...shown(found, 'scenarios that do not agree')];
    return {
      exitCode: unreadable.length > 0 ? 2 : agree === scenarios ? 0 : 1,
      stdout: lines(out),
      stderr: lines(shown(unreadable, 'lines that cannot be used')),
    };
  },
};

function shown(sentences: readonly string[], what: string): string[] {
  const rest = sentences.length - SHOWN;
  return [...sentences.slice(0, SHOWN), ...(rest > 0 ? [`and ${rest} more ${what}`] : [])];
}
