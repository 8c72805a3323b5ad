/** One of several processes that search the default matrix together: matrix-part.ts INDEX OF. Prints one line of JSON. */
import { DESIGNS } from '#model/designs/catalogue.ts';
import { MATRIX_BOUNDS, searchCells } from '#model/explore/matrix.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import { taken } from './measure.ts';

const [index, of] = process.argv.slice(2).map(Number) as [number, number];
const tasks = DESIGNS.flatMap((design) => SETTINGS.map((setting) => ({ design, setting })));
const mine = tasks.filter((_, n) => n % of === index);
const part = taken(() => {
  for (const { design, setting } of mine) searchCells(setting, design, PROPERTIES, MATRIX_BOUNDS);
});
console.log(JSON.stringify(part));
