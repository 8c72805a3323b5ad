// jsPDF without the parts that no picture of ours needs: of its 110 kB gzipped, 29 kB are left. Its build is one
// module whose plugins add themselves to the API one after the other, so that nothing falls out of it by itself.
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseAst } from 'vite';

const FILE = path.join(
  path.dirname(createRequire(import.meta.url).resolve('jspdf/package.json')),
  'dist/jspdf.es.js',
);

/** Where the core ends and the plugins begin. */
const LAST_OF_CORE = 'jsPDF.version = ';

/** Plugins that stay, each by a statement that only it has. */
const KEPT = {
  'compressed streams': /jsPDFAPI\.processDataByFilters = /,
  outline: /\.outline\.add = /,
  'widths of texts': /API\.getStringUnitWidth = /,
  'metrics of the standard fonts': /API\.__fontmetrics__ = /,
};

/** What fetches and saves files by itself: pictures are saved by the app, and nothing asks for anything. */
const CALLERS = ['function download(', 'function corsEnabled(', 'function click(', 'var saveAs = '];
/** A viewer that one kind of output would load from elsewhere. */
const FOREIGN = /"https:\/\/cdnjs\.cloudflare\.com\/[^"]*"/g;

/** Lines of the metrics plugin on fonts that no picture is set in: Times, the symbols and all slanted faces. */
const OTHER_FONTS =
  /^ *"?(?:Times-\w+|Symbol|ZapfDingbats|(?:Helvetica|Courier)-(?:Bold)?Oblique)"?: (?:uncompress\(".*"\)|encodingBlock),?$/gm;

/** The module's text with its core and the kept plugins alone; throws when the module is not as it was. */
export function coreOf(code) {
  const { body } = parseAst(code);
  const textOf = ({ start, end }) => code.slice(start, end);
  const last = body.findIndex((statement) => textOf(statement).startsWith(LAST_OF_CORE));
  if (last < 0) throw new Error(`jsPDF has no statement that begins with "${LAST_OF_CORE}" any more`);
  const plugins = body.slice(last + 1).filter(({ type }) => type === 'ExpressionStatement');
  const kept = Object.entries(KEPT).map(([name, mark]) => {
    const found = plugins.filter((statement) => mark.test(textOf(statement)));
    if (found.length !== 1)
      throw new Error(`jsPDF has ${found.length} plugins for ${name}, and one was expected`);
    return textOf(found[0]);
  });
  const first = body.slice(0, last + 1);
  const gone = CALLERS.map((beginning) => {
    const found = first.find((statement) => textOf(statement).startsWith(beginning));
    if (!found) throw new Error(`jsPDF has no statement that begins with "${beginning}" any more`);
    return found;
  });
  const core = first
    .filter((statement) => !(statement.type === 'ImportDeclaration' && statement.source.value === 'fast-png'))
    .filter((statement) => !gone.includes(statement))
    .map(textOf);
  return ['const saveAs = undefined;', ...core, ...kept, 'export { jsPDF, GState };', '']
    .join('\n')
    .replace(OTHER_FONTS, '')
    .replace(FOREIGN, '""');
}

/** Vite's plugin: whoever imports jspdf gets the core. */
export function jspdfCore() {
  return {
    name: 'jspdf-core',
    enforce: 'pre',
    resolveId: { filter: { id: /^jspdf$/ }, handler: () => FILE },
    transform: { filter: { id: /jspdf\.es\.js$/ }, handler: (code) => ({ code: coreOf(code), map: null }) },
  };
}
