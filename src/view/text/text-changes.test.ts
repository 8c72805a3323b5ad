import { Text } from '@codemirror/state';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesTo } from './text-changes.ts';

const anyText = fc
  .array(fc.constantFrom('enable', 'R4 +0x0', 'R4 +0x4', '', '# é'), { maxLength: 8 })
  .map((lines) => lines.join('\n'));

it('makes the one text of the other', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const state = EditorState.create({ doc: a });
      expect(state.update({ changes: changesTo(state.doc, b) }).newDoc.toString()).toBe(b);
    }),
    { numRuns: 1000 },
  );
});

it('replaces no more of a line than differs', () => {
  const doc = Text.of(['enable', 'W4 +0x0 = 0x1', 'disable']);
  expect(changesTo(doc, 'enable\nW4 +0x0 = 0x2\ndisable')).toEqual([{ from: 19, to: 20, insert: '2' }]);
});
