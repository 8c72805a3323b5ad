import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FEATURED } from '#content/devices/featured.ts';
import { createKeeping } from '#state/keeping.ts';
import { createWorkbench } from '#state/workbench.ts';
import { App } from './app.tsx';
import { applyTheme } from './view/apply-theme.ts';
import { keepScenarios, newTab } from './view/keep-scenarios.ts';
import { keptSettings } from './view/keep-settings.ts';
import './theme.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');
const [first] = FEATURED;
if (!first) throw new Error('the catalogue has no device to start with');
const settings = keptSettings();
applyTheme(settings);
const tab = newTab();
const workbench = createWorkbench(first.description, tab);
const keeping = createKeeping();
const isLink = () => location.hash.length > 1;
/** Fetched only where there is a link to open. */
const linkOpener = () => import('./view/open-link.ts');
if (isLink()) linkOpener().catch(() => undefined);
await keepScenarios(workbench, keeping, tab);
const followLink = async () => {
  if (!isLink()) return;
  try {
    (await linkOpener()).openLink(location.hash, workbench, keeping);
  } catch {
    keeping.tell(
      'warning',
      'The link was not opened: a part of the app could not be loaded. Reload the page.',
    );
  }
};
await followLink();
addEventListener('hashchange', () => void followLink());
createRoot(root).render(
  <StrictMode>
    <App stores={{ workbench, settings, keeping }} />
  </StrictMode>,
);
