import { SCENARIOS } from '#content/scenarios.ts';
import { openText } from '#share/open-text.ts';
import { folded } from '#share/text/fold.ts';
import { printScenario } from '#share/text/print.ts';
import { plainText } from '../document-file.ts';
import { argumentsOf, done, refused, type Command } from '../command.ts';
import { CATALOGUE } from '#content/catalogue.ts';

const HELP = `usage: msixscope read FILE

Finds a figure, a link or a scenario text that begins with "msixscope 1" in a mail, however it was quoted, and
prints its scenario as text, in lines of at most 72 columns. Lines may have been wrapped on the way, and prose may
stand before and behind.

  FILE  the mail; - for standard input`;

export const read: Command = {
  name: 'read',
  summary: 'the scenario of a figure, a link or a text in a mail',
  help: HELP,
  run: (args, readText) => {
    const given = argumentsOf(args, {});
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    if (file === undefined || others.length > 0) return refused(`Name one file. ${HELP.split('\n')[0]!}`);
    const mail = readText(file);
    if (!mail.ok) return refused(mail.error);
    const opened = openText(plainText(mail.value), CATALOGUE, SCENARIOS);
    if (!opened.ok) return refused(opened.error);
    const stderr = opened.value.notices.map((notice) => `${notice}\n`).join('');
    return { ...done(folded(printScenario(opened.value.document, CATALOGUE))), stderr };
  },
};
