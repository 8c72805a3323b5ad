import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page, type Request } from '@playwright/test';

export { expect };

type RunOptions = Parameters<AxeBuilder['options']>[0];

/** Every test fails when the page complains in the console, throws, or asks for anything that is not its own. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        const kind = message.type();
        // Playwright's own word for the setting in its config.
        if (message.text() === 'Service Worker registration blocked by Playwright') return;
        if (kind === 'error' || kind === 'warning') complaints.push(`console ${kind}: ${message.text()}`);
      });
      context.on('weberror', (webError) => {
        complaints.push(`page error: ${String(webError.error())}`);
      });
      context.on('request', (request) => {
        if (!staysAtHome(request, baseURL)) complaints.push(`request to ${request.url()}`);
      });
      await use(complaints);
      expect(complaints, 'what the page complained about or asked others for').toEqual([]);
    },
    { auto: true },
  ],
});

function staysAtHome(request: Request, baseURL: string | undefined): boolean {
  const target = new URL(request.url());
  if (target.protocol === 'data:' || target.protocol === 'blob:') return true;
  if (target.protocol === 'file:') return request.isNavigationRequest() || isBeside(target, pageOf(request));
  return baseURL !== undefined && target.origin === new URL(baseURL).origin && !isFile(pageOf(request));
}

/** The address of the page that asks; null for a service worker's request, and for a new page's first one. */
function pageOf(request: Request): URL | null {
  if (request.serviceWorker() !== null) return null;
  try {
    return new URL(request.frame().url() || 'about:blank');
  } catch {
    // Playwright does not know the frame before the page is there.
    return null;
  }
}

function isFile(page: URL | null): boolean {
  return page?.protocol === 'file:';
}

/** True when a page opened from a file asks for a file in its own folder or below. */
function isBeside(target: URL, page: URL | null): boolean {
  return page?.protocol === 'file:' && target.pathname.startsWith(page.pathname.replace(/[^/]*$/, ''));
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on colours; in the theme for projectors text has to have 7:1. */
const COLOUR_RULES = {
  dark: ['color-contrast', 'link-in-text-block'],
  projector: ['color-contrast-enhanced'],
};

/**
 * Expects that axe finds nothing wrong in the page as it is now. Legacy mode looks at one page without a second one
 * for the frames in it, which takes half the time; only a page with frames needs the other.
 */
export async function axe(page: Page, { withFrames = false } = {}): Promise<void> {
  const tags = { type: 'tag' as const, values: AXE_TAGS };
  await expectNothingFound(page, 'accessibility violations', { runOnly: tags }, withFrames);
}

/**
 * The same in every theme: all rules in the light one, and in the others those about colours, which are all that a
 * theme changes. The theme is set where the app itself sets it, so that it can be changed with a dialog open.
 */
export async function axeInEveryTheme(page: Page): Promise<void> {
  await wear(page, 'light');
  await axe(page);
  for (const [theme, values] of Object.entries(COLOUR_RULES)) {
    await wear(page, theme);
    await expectNothingFound(page, `violations in the ${theme} theme`, {
      runOnly: { type: 'rule', values },
      rules: Object.fromEntries(values.map((rule) => [rule, { enabled: true }])),
    });
  }
  await wear(page, 'light');
}

async function wear(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  }, theme);
}

async function expectNothingFound(page: Page, what: string, options: RunOptions, withFrames = false) {
  const { violations } = await new AxeBuilder({ page })
    // The rest would be written down node by node as well, which takes as long as finding it.
    .options({ ...options, resultTypes: ['violations'] })
    .setLegacyMode(!withFrames)
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
  expect(found, what).toEqual([]);
}
