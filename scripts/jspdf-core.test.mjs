import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { coreOf } from './jspdf-core.mjs';

const WHOLE = readFileSync('node_modules/jspdf/dist/jspdf.es.js', 'utf8');

it('keeps less than a third of jsPDF, without what reads images, forms and pages', () => {
  const core = coreOf(WHOLE);
  expect(core.length).toBeLessThan(WHOLE.length / 3);
  expect(core).toContain('.outline.add = ');
  expect(core.match(/"?[\w-]+"?: uncompress\(/g)).toHaveLength(5);
  expect(core).not.toMatch(/html2canvas|canvg|dompurify|fast-png|WebPDecoder|AcroFormTextField/);
  expect(core).not.toMatch(/XMLHttpRequest|cdnjs/);
});

it('refuses a jsPDF that is built in another way, instead of leaving something out', () => {
  expect(() => coreOf(WHOLE.replace('jsPDF.version = ', 'jsPDF.release = '))).toThrow(/version/);
  expect(() => coreOf(WHOLE.replaceAll('.outline.add = ', '.outline.append = '))).toThrow(
    /0 plugins for outline/,
  );
});
