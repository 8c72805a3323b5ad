/** What a long day with the app does to its memory: imports, playbacks and steps in one page, again and again. */
import type { CDPSession, LaunchOptions, Page } from '@playwright/test';
import { launchOptions } from './browser.ts';

/** Accesses of each import: as many steps are gone through, and the hops of the first. */
export const STEPS_A_ROUND = 3;
/** How much larger the heap may be at the end, of what it was at the start. */
export const MOST_GROWTH = 0.1;

/** Without compiling what runs often to machine code, which stands in the heap as well and grows for long. */
export function interpretedOnly(): LaunchOptions {
  const options = launchOptions();
  const flags = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';
  return { ...options, args: [...(options.args ?? []), flags] };
}

/** Bytes that are in use once all that can be collected has been. */
export async function heapInUse(session: CDPSession): Promise<number> {
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * As often as `rounds` says: a scenario text is dropped on the window and opens, is played and paused, gone through
 * to its end, and undone, for what was imported is kept by design. Throws when the app does not follow.
 */
export async function soak(page: Page, rounds: number): Promise<void> {
  await page.evaluate(
    async ([count, steps]) => {
      const title = () => document.querySelector('#route-title')?.textContent ?? '';
      const before = title();
      const turn = () => new Promise((resolve) => setTimeout(resolve));
      const until = async (what: string, isSo: () => boolean) => {
        for (const end = Date.now() + 20_000; !isSo(); await turn())
          if (Date.now() > end) throw new Error(`${what}: “${title()}” is on screen`);
      };
      const press = (key: string, modifiers = {}) =>
        window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...modifiers }));
      for (let round = 1; round <= count; round++) {
        const transfer = new DataTransfer();
        const text = `msixscope 1\nname Soak ${round}\ndevice 8086:2725\nW4 table[0].ctrl = 1\nR4 +0x2804\nW4 +0x2804 = ${round}\n`;
        transfer.items.add(new File([text], 'soak.msix'));
        window.dispatchEvent(
          new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
        await until(`import ${round}`, () => title().endsWith(` of ${steps}`));
        press(' ');
        await new Promise((drawn) => requestAnimationFrame(drawn));
        press(' ');
        press('Home');
        for (let hop = 0; hop < 3; hop++) press('ArrowRight', { shiftKey: true });
        for (let step = 0; step < steps; step++) {
          await turn();
          press('ArrowRight');
        }
        await until(`steps ${round}`, () => title().startsWith(`Access ${steps} `));
        press('z', { ctrlKey: true });
        await until(`undo ${round}`, () => title() === before);
      }
    },
    [rounds, STEPS_A_ROUND] as const,
  );
}
