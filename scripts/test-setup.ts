import fc from 'fast-check';

/**
 * Random cases are the same in every run, so that nobody's work is refused for a case that it did not touch, and a
 * failure comes again. `FC_SEED=random npx vitest run` looks elsewhere; any number repeats what it found.
 */
const asked = process.env['FC_SEED'] ?? '20261124';
fc.configureGlobal(asked === 'random' ? {} : { seed: Number(asked) });
