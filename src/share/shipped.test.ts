import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '#content/catalogue.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { deviceNamed, type DeviceName } from './catalogue.ts';
import { contentHash } from './link/ready-codec.ts';
import { openText } from './open-text.ts';

const shipped = new URL('corpus/shipped/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, shipped), 'utf8');
/** What was shipped once, and what texts and links of version 1 may name. It is added to, and nothing is taken out. */
const names = JSON.parse(read('names.json')) as {
  readonly devices: readonly DeviceName[];
  readonly designs: readonly string[];
  readonly scenarios: Readonly<Record<string, { readonly device: string; readonly hash: number }>>;
};

describe('what was shipped', () => {
  it('keeps every device that a text can name', () => {
    expect(names.devices.length).toBeGreaterThanOrEqual(77);
    for (const name of names.devices)
      expect(deviceNamed(name, CATALOGUE), JSON.stringify(name)).not.toBeNull();
  });

  it('keeps every design', () => {
    for (const id of names.designs) expect(designById(id)).toMatchObject({ ok: true, value: { id } });
  });

  it('keeps every ready scenario as it is, for state lines hold no more than its name', () => {
    for (const [id, { device, hash }] of Object.entries(names.scenarios)) {
      const found = SCENARIOS.find((one) => one.id === id);
      const on = CATALOGUE.find((one) => one.id === device);
      expect(found && on && contentHash(found.on(layoutOf(on))), id).toBe(hash);
    }
  });

  it.each(['figure.txt', 'link.txt', 'file.json'])(
    'opens the first %s with a look, on the same picture',
    (name) => {
      const opened = openText(read(name), CATALOGUE, SCENARIOS);
      if (!opened.ok) throw new Error(opened.error);
      const { scenario, designs, step, hop, view, look } = opened.value.document;
      expect(opened.value.notices).toEqual([]);
      expect([scenario.name, scenario.steps.length]).toEqual(['A register beside the table', 43]);
      expect({ designs, step, hop, view, look }).toEqual({
        designs: ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'],
        step: 34,
        hop: 3,
        view: 'compare',
        look: {
          environment: 'stubdomain',
          preparation: 'after-disable',
          map: 'difference',
          zoom: { level: 'bit', bit: 5 },
          picked: { offset: 0x2804, size: 4 },
        },
      });
    },
  );
});

describe('cut short', () => {
  const opened = (text: string) => {
    const result = openText(text, CATALOGUE, SCENARIOS);
    return result.ok ? JSON.stringify(result.value.document.scenario.steps, bigintText) : null;
  };
  const bigintText = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);

  // Every place of link and file; of the figure, which is tried in many ways each time, every seventh.
  it.each([
    ['link.txt', 1],
    ['file.json', 1],
    ['figure.txt', 7],
  ])('%s opens as what it was, or not at all', (name, stride) => {
    const text = read(name);
    const whole = opened(text);
    expect(whole).not.toBeNull();
    for (let length = 1; length < text.length; length += stride) {
      const cut = opened(text.slice(0, length));
      if (cut !== null) expect(cut, `after ${length} of ${text.length}`).toBe(whole);
    }
  });
});
