/**
 * What opens a link is asked for before anything else of the page, so that it does not queue behind the parts of the
 * first screen, which are drawn only after it: main.tsx imports this file first.
 */

export const isLink = (): boolean => location.hash.length > 1;

/** Fetched only where there is a link to open. */
export const linkOpener = () => import('./open-link.ts');

if (isLink()) linkOpener().catch(() => undefined);
