import type { Page } from '@playwright/test';

/** What a person at the back of a room would complain about; empty when all is well. */
export async function stageComplaints(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST_TYPE = 24;
    const LEAST_CONTRAST = 7;
    const found: string[] = [];
    const stage = document.querySelector<SVGSVGElement>('.present-stage > svg')!;
    const frame = stage.getBoundingClientRect();
    const scale = stage.getScreenCTM()!.a;
    const texts = [...stage.querySelectorAll('text')].filter((one) => one.textContent !== '');

    const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const rgba = (colour: string): number[] => {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      return [...brush.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: readonly number[]): number =>
      colour
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n]!, 0);
    const contrast = (a: readonly number[], b: readonly number[]): number => {
      const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light! + 0.05) / (dark! + 0.05);
    };
    /** The colour of the shape that the words stand on. */
    const groundAt = (text: Element, x: number, y: number): number[] => {
      for (const element of document.elementsFromPoint(x, y)) {
        if (element === text || element instanceof SVGTextElement) continue;
        const style = getComputedStyle(element);
        const colour = element instanceof SVGElement ? style.fill : style.backgroundColor;
        if (colour === 'none' || colour.startsWith('url')) continue;
        const found = rgba(colour);
        if (found[3] === 255 && style.opacity === '1') return found;
      }
      return [255, 255, 255, 255];
    };

    const boxes = texts.map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const { text, box } of boxes) {
      const said = text.textContent;
      const style = getComputedStyle(text);
      const size = (parseFloat(style.fontSize) * text.getScreenCTM()!.a) / scale;
      if (size < LEAST_TYPE - 0.01) found.push(`“${said}” is set in ${size} px`);
      for (const share of [0.1, 0.5, 0.9]) {
        const ground = groundAt(text, box.x + box.width * share, box.y + box.height / 2);
        const ratio = contrast(rgba(style.fill), ground);
        if (ratio < LEAST_CONTRAST) found.push(`“${said}” has a contrast of ${ratio.toFixed(2)}`);
      }
      const isIn =
        box.left >= frame.left - 1 &&
        box.top >= frame.top - 1 &&
        box.right <= frame.right + 1 &&
        box.bottom <= frame.bottom + 1;
      if (!isIn) found.push(`“${said}” is cut by the edge of the stage`);
    }
    boxes.forEach(({ text, box }, n) => {
      for (const other of boxes.slice(n + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (width > 1 && height > 4 * scale)
          found.push(`“${text.textContent}” stands on “${other.text.textContent}”`);
      }
    });
    const { scrollWidth, scrollHeight } = document.documentElement;
    const isHidden = getComputedStyle(document.documentElement).overflowY === 'hidden';
    if (!isHidden && (scrollWidth > innerWidth || scrollHeight > innerHeight)) found.push('the page scrolls');
    for (const element of document.querySelectorAll('.present, .present-stage'))
      if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)
        found.push(`${element.className} scrolls`);
    if (texts.length < 4) found.push('there is hardly a word on the stage');
    return found;
  });
}
