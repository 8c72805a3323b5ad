import { isLink, linkOpener } from './view/link-opener.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FEATURED } from '#content/devices/featured.ts';
import { createKeeping } from '#state/keeping.ts';
import { createWorkbench } from '#state/workbench.ts';
import { App } from './app.tsx';
import { applyTheme } from './view/apply-theme.ts';
import { keepScenarios, newTab } from './view/keep-scenarios.ts';
import { keptSettings, settingsInAddress } from './view/keep-settings.ts';
import { keepPlaceHistory } from './view/place-history.ts';
import type { Stores } from './view/workbench-context.ts';
import { workOffline } from './view/work-offline.ts';
import './theme.css';

const isEmbedded = () => new URLSearchParams(location.search).has('embed');

async function followLink({ workbench, keeping }: Stores): Promise<void> {
  if (!isLink()) return;
  try {
    await (await linkOpener()).openLink(location.hash, workbench, keeping);
    if (isEmbedded()) workbench.actions.setLook({ view: 'route' });
  } catch {
    keeping.tell(
      'warning',
      'The link was not opened: a part of the app could not be loaded. Reload the page.',
    );
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with id "root"');
  const [first] = FEATURED;
  if (!first) throw new Error('the catalogue has no device to start with');
  const settings = isEmbedded() ? settingsInAddress(location.search) : keptSettings();
  applyTheme(settings);
  const tab = newTab();
  const stores = {
    workbench: createWorkbench(first.description, tab),
    settings,
    keeping: createKeeping(),
  };
  // A picture in somebody else's page shows what that page gives it, and keeps nothing.
  const embedded = isEmbedded() ? await import('./view/embed/embed-app.tsx') : null;
  if (embedded === null) await keepScenarios(stores.workbench, stores.keeping, tab);
  await followLink(stores);
  keepPlaceHistory(stores.workbench, () => followLink(stores));
  const Screen = embedded?.default ?? App;
  createRoot(root).render(
    <StrictMode>
      <Screen stores={stores} />
    </StrictMode>,
  );
}

// A function, for a script that is no module cannot wait outside of one.
start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  document.body.textContent = `msixscope could not start (${why}). Reload the page; what you made is kept in this browser.`;
});
workOffline();
