import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { layoutOf } from './layout.ts';
import { shapeOf, valueOf } from './state-cells.ts';
import { cloneState, initialState, putValuesBack } from './state.ts';

it('puts every single value back', () => {
  const layout = layoutOf(DEVICES[0]!.description);
  const first = initialState(layout, new Map());
  const { values } = shapeOf(first, layout);
  const changed = cloneState(first);
  for (const { part, field } of values) Object.assign(changed[part], { [field]: 'changed' });
  Object.assign(changed, { crashed: true, held: 'changed' });
  expect(values.length).toBeGreaterThan(25);
  for (const value of values) expect(valueOf(changed, value)).not.toBe(valueOf(first, value));
  putValuesBack(changed, first);
  expect(changed).toEqual(first);
});
