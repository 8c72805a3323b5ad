import { encodeLink } from '#share/link/link.ts';
import { argumentsOf, done, refused, type Command } from '../command.ts';
import { CATALOGUE } from '#content/catalogue.ts';
import { documentIn } from '../document-file.ts';

const HELP = `usage: msixscope link FILE [--base ADDRESS]

Prints the link that opens a scenario at its step: the part behind the address of the app, from # on.

  FILE            a scenario text (.msix) or a file saved by the app; - for standard input
  --base ADDRESS  put this in front`;

export const link: Command = {
  name: 'link',
  summary: 'the link that opens a scenario',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, { base: { type: 'string' } });
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    if (file === undefined || others.length > 0) return refused(`Name one file. ${HELP.split('\n')[0]!}`);
    const found = documentIn(file, read);
    if (!found.ok) return refused(found.error);
    const { document, warnings } = found.value;
    const made = encodeLink(document, CATALOGUE);
    if (!made.ok) return refused(made.error);
    return { ...done(`${given.value.values('base').at(-1) ?? ''}${made.value}\n`), stderr: warnings };
  },
};
