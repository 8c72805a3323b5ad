import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { verdict } from '#model/narrate.ts';
import { pictureOf } from '../picture/compose.ts';
import { textsOf, type Picture } from '../picture/marks.ts';
import { widthOf, leftOf } from '../picture/text-fit.ts';
import { momentOf, runOf } from '../testing/moments.ts';
import { pdfText } from './pdf-text.ts';
import { PdfBook } from './write-pdf.ts';

const CREATED = new Date(Date.UTC(2026, 10, 26));
const run = runOf('register-write', 'xen-4.18--qemu-devmem');
const MOMENTS = [32, 33, 34].map((step) => momentOf(run, step, Infinity));
const PICTURES = MOMENTS.map((moment) => pictureOf(moment, 'light'));

function bookOf(pictures: readonly Picture[]): Uint8Array {
  const book = new PdfBook({ title: 'A register beside the table', created: CREATED }, pictures[0]!);
  for (const picture of pictures) book.add(picture);
  return new Uint8Array(book.bytes());
}

const opened = (bytes: Uint8Array) => getDocument({ data: bytes.slice(), verbosity: 0 }).promise;

interface Item {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
}

async function itemsOf(bytes: Uint8Array, page: number): Promise<Item[]> {
  const { items } = await (await (await opened(bytes)).getPage(page)).getTextContent();
  return items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item as Item] : []));
}

describe('a PDF, opened again', () => {
  it('has a page for each picture, all of 16 to 9, and a bookmark for each page', async () => {
    const pdf = await opened(bookOf(PICTURES));
    expect(pdf.numPages).toBe(3);
    for (const number of [1, 2, 3]) expect((await pdf.getPage(number)).view).toEqual([0, 0, 960, 540]);
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(PICTURES.map(({ title }) => pdfText(title)));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'A register beside the table', Creator: 'msixscope' });
  });

  it('says the verdict of each step on its page', async () => {
    const bytes = bookOf(PICTURES);
    for (const [
      i,
      {
        route,
        run: { layout, design },
      },
    ] of MOMENTS.entries()) {
      const words = (await itemsOf(bytes, i + 1)).map(({ str }) => str).join(' ');
      expect(words).toContain(pdfText(verdict(route!, layout, design).headline));
    }
  });

  it('has every word of the picture as text, where the picture has it and as wide', async () => {
    const picture = PICTURES[1]!;
    const items = await itemsOf(bookOf([picture]), 1);
    const texts = textsOf(picture.marks).filter(({ text }) => text.trim() !== '');
    const bare = (text: string) => text.replaceAll(/\s/g, '');
    expect(items.map(({ str }) => bare(str)).join('')).toBe(
      texts.map(({ text }) => bare(pdfText(text))).join(''),
    );
    for (const text of texts) {
      // The reader takes words with wide spaces between them for texts of their own.
      const parts: Item[] = [];
      while (bare(parts.map(({ str }) => str).join('')) !== bare(pdfText(text.text)))
        parts.push(items.shift()!);
      const [first, last] = [parts[0]!, parts.at(-1)!];
      expect(first.transform[4], text.text).toBeCloseTo(0.75 * leftOf(text), 1);
      expect(first.transform[5], text.text).toBeCloseTo(540 - 0.75 * text.y, 1);
      const width = last.transform[4]! + last.width - first.transform[4]!;
      // jsPDF knows the widths of the standard fonts to about a percent.
      expect(Math.abs(width / (0.75 * widthOf(text)) - 1), text.text).toBeLessThan(0.02);
    }
  });

  it('is drawn of shapes: not one image in it', async () => {
    const page = await (await opened(bookOf(PICTURES))).getPage(1);
    const { fnArray } = await page.getOperatorList();
    const used = new Set(fnArray);
    for (const image of [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
      expect(used.has(image)).toBe(false);
    expect(fnArray.filter((operation) => operation === OPS.constructPath).length).toBeGreaterThan(100);
  });

  it('is the same for the same pictures, but for the number that names the file', () => {
    const text = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/\/ID \[.*?\]/s, '');
    expect(text(bookOf(PICTURES))).toBe(text(bookOf(PICTURES)));
  });
});
