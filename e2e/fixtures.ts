import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page, type Request } from '@playwright/test';

export { expect };

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

/**
 * Expects that axe finds nothing wrong in the page as it is now. Legacy mode looks at one page without a second one
 * for the frames in it, which takes half the time; only a page with frames needs the other.
 */
export async function axe(page: Page, { withFrames = false } = {}): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(AXE_TAGS)
    .setLegacyMode(!withFrames)
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
  expect(found, 'accessibility violations').toEqual([]);
}
