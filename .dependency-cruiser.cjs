// Who may import whom. Each rule says why; scripts/check-imports.mjs plants a violation of each to see it found.

const test = '\\.test\\.tsx?$|/testing/'; // Unit tests, and what only they use.

/** Files of `src/FOLDER`, tests aside. */
const in_ = (folder) => ({ path: `^src/${folder}/`, pathNot: test });

/** Anything but `src/FOLDER/…` for these folders and these packages. */
const otherThan = (folders, packages = []) => ({
  pathNot: [
    ...folders.map((folder) => `^src/${folder}/`),
    ...packages.map((name) => `(^|/)node_modules/(@types/)?${name}/`),
  ],
});

/** Imports of `to` in `from` must be `import type`. */
const typesOnly = (from, to, comment) => ({
  name: `${from}-takes-only-types-from-${to}`,
  comment,
  severity: 'error',
  from: in_(from),
  to: { path: `^src/${to}/`, dependencyTypesNot: ['type-only'] },
});

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const FOLDERS = 'model|vectors|import|share|scene|content|worker|state|view|export|cli';

module.exports = {
  forbidden: [
    rule('model-alone', 'the model can be read, tested and reused alone', in_('model'), otherThan(['model'])),
    rule(
      'import-knows-only-model',
      'a reader of text never decides how things look',
      in_('import'),
      otherThan(['import', 'model'], ['fflate']),
    ),
    rule(
      'share-knows-only-model',
      'a link or project file must open without the app around it',
      in_('share'),
      // @lezer/lr runs the parser that is made from scenario.grammar.
      otherThan(['share', 'model'], ['valibot', 'fflate', '@lezer/lr']),
    ),
    rule(
      'scene-knows-only-model-and-d3-computing',
      'the picture is data, so it can be tested and exported without a page',
      in_('scene'),
      otherThan(['scene', 'model'], ['d3-scale', 'd3-shape', 'd3-interpolate']),
    ),
    rule(
      'content-knows-only-model',
      'content is data with sources, no logic',
      in_('content'),
      otherThan(['content', 'model']),
    ),
    typesOnly('content', 'model', 'content is data with sources, no logic'),
    rule(
      'vectors-know-only-model',
      'recorded behaviour is compared with the model, and with nothing built on it',
      in_('vectors'),
      otherThan(['vectors', 'model']),
    ),
    rule(
      'worker-knows-no-view',
      'the worker must start fast and hold no view',
      in_('worker'),
      otherThan(['worker', 'model', 'import', 'share', 'content'], ['comlink']),
    ),
    rule(
      'state-never-renders',
      'state decides what is, not how it looks',
      in_('state'),
      otherThan(['state', 'model', 'import', 'share', 'content', 'scene', 'worker'], ['zustand', 'comlink']),
    ),
    typesOnly('state', 'scene', 'state decides what is, not how it looks'),
    typesOnly('state', 'worker', 'the worker is started by its address; only what it offers is known here'),
    rule(
      'view-draws-and-sends-intents',
      'the app puts the parts together; a view must not reach for the command line, the app or a worker',
      in_('view'),
      otherThan(
        ['view', 'state', 'scene', 'model', 'import', 'share', 'content', 'export'],
        [
          'react',
          'react-dom',
          'react-error-boundary',
          'zustand',
          '@base-ui/react',
          '@codemirror/[a-z]+',
          '@lezer/highlight',
        ],
      ),
    ),
    rule(
      'export-needs-no-app',
      'a picture can be exported without the app around it',
      in_('export'),
      otherThan(['export', 'scene', 'model'], ['mediabunny', 'gifenc', 'jspdf']),
    ),
    rule('cli-needs-no-page', 'the command line is the same code as the app, without a browser', in_('cli'), {
      ...otherThan(['cli', 'model', 'vectors', 'import', 'share', 'content']),
      dependencyTypesNot: ['core'],
    }),
    rule(
      'only-main-knows-the-app',
      'app and main know everything, so nothing may know them',
      { path: '^src/', pathNot: '^src/[^/]+$' },
      { path: '^src/[^/]+\\.tsx?$' },
    ),
    rule(
      'every-folder-has-a-rule',
      'a new folder must say here what it may import',
      { path: '^src/[^/]+/', pathNot: `^src/(${FOLDERS})/` },
      {},
    ),
    rule(
      'tests-stay-beside-the-code',
      'a test of a lower layer proves that the layer works without the upper ones',
      { path: '^src/(model|vectors|import|share|scene|content|export)/.*(\\.test\\.tsx?$|/testing/)' },
      { path: '^src/(state/|view/|worker/|cli/|[^/]+$)' },
    ),
    rule(
      'no-code-from-tests',
      'tests and their helpers are not part of the app',
      { path: '^src/', pathNot: test },
      { path: test },
    ),
    rule('no-test-from-test', 'a test file is run, not imported', {}, { path: '\\.test\\.(tsx?|mjs)$' }),
    rule('no-cycles', 'files that need each other cannot be read one by one', {}, { circular: true }),
    rule(
      'no-unresolved',
      'what cannot be found cannot be checked',
      {},
      { couldNotResolve: true, pathNot: '\\?(worker|raw|url|inline)' },
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    moduleSystems: ['es6'],
    preserveSymlinks: true,
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
