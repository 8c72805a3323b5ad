import { expect, type Locator, type Page } from '@playwright/test';

/** The app in the words of the person who uses it. */
export class AppPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('./');
    await expect(this.heading(/^Access 1 of/)).toBeVisible();
    await expect(this.page.getByRole('region', { name: 'Memory map' })).toBeVisible();
    await expect(this.page.getByRole('list', { name: 'Why it went this way' })).toBeVisible();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  /** The row of the list of accesses with that text. */
  access(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Accesses' }).getByRole('button', { name: text });
  }

  current(): Locator {
    return this.page.getByRole('region', { name: 'Accesses' }).locator('[aria-current=step]');
  }

  design(name: RegExp): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Everything that is said about the moment: who believes what, and what the map shows. */
  async picture(): Promise<string[]> {
    const parts = [
      this.page.getByRole('main'),
      this.page.getByRole('region', { name: 'Accesses' }).locator('[aria-current=step]'),
    ];
    return Promise.all(parts.map((part) => part.innerText()));
  }

  async openDevices(tab: 'Catalogue' | 'Yours' | 'Paste lspci' | 'Build your own'): Promise<Locator> {
    await this.page.getByRole('button', { name: /^Device/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Device' });
    await dialog.getByRole('tab', { name: tab }).click();
    return dialog;
  }

  async paste(text: string): Promise<Locator> {
    const dialog = await this.openDevices('Paste lspci');
    await dialog.getByRole('textbox').fill(text);
    await dialog.getByRole('button', { name: 'Read it' }).click();
    return dialog;
  }
}

/** Pastes `text` into a field as a clipboard does. */
export const pasteInto = (field: Locator, text: string): Promise<void> =>
  field.evaluate((element, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
