/** How far and how often a step may reach. Texts, links, vectors and forms refuse what is beyond with these numbers. */

/** Elements of one REP access. */
export const MOST_REPETITIONS = 65_536;
/** Furthest offset from the start of the table BAR, either way, and the largest size of a BAR or region, in bytes. */
export const FURTHEST = 2 ** 40;
