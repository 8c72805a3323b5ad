import type { EmbeddedFont } from '#export/write/write-svg.ts';

/** The data of a blob as a `data:` address. */
function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('the font could not be read'));
    reader.readAsDataURL(blob);
  });
}

/** The page's own fonts, taken from its style sheets: in the single file they are in there, else beside them. */
export async function pageFonts(): Promise<EmbeddedFont[]> {
  const faces = [...document.styleSheets].flatMap(({ cssRules, href }) =>
    [...cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [{ style: rule.style, href }] : [])),
  );
  return Promise.all(
    faces.map(async ({ style, href }) => {
      const [, address = ''] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src')) ?? [];
      const source = address.startsWith('data:')
        ? address
        : await asAddress(await (await fetch(new URL(address, href ?? document.baseURI))).blob());
      return {
        family: style.getPropertyValue('font-family').replaceAll(/["']/g, ''),
        weight: style.getPropertyValue('font-weight'),
        source,
      };
    }),
  );
}
