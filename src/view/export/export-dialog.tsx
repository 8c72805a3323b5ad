import { useContext, useState } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { THEME_NAMES, type ThemeName } from '#export/picture/palette.ts';
import { clamped } from '#state/playhead.ts';
import { trackOf } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { Choice } from '../share/choice.tsx';
import { Modal } from '../ui/modal.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { StoresContext } from '../workbench-context.ts';
import { FilmTab } from './film-tab.tsx';
import { MakingBar } from './making-bar.tsx';
import { Moments } from './moments.ts';
import { PdfTab } from './pdf-tab.tsx';
import { PictureTab } from './picture-tab.tsx';
import { useMaking } from './use-making.ts';
import './export.css';

const TABS = [
  ['picture', 'Picture'],
  ['film', 'Film'],
  ['pdf', 'PDF'],
] as const;

const THEME_WORDS: Readonly<Record<ThemeName, string>> = {
  light: 'Light',
  dark: 'Dark',
  projector: 'Projector',
};

/** The theme that the page has now. */
const shownTheme = (): ThemeName =>
  THEME_NAMES.find((name) => name === document.documentElement.dataset['theme']) ?? 'light';

/** Takes the present moment away as a picture, accesses as a film, or a page of a PDF for each. */
export default function ExportDialog({ onClose }: { onClose: () => void }) {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('the dialog is drawn outside of the app');
  // What is exported is what was seen when the dialog was opened.
  const [shown] = useState(() => {
    const state = stores.workbench.getState();
    const run = activeRun(state);
    const playhead = clamped(state.playhead, trackOf(run));
    return { run, playhead, moments: new Moments(run, state.look.environment) };
  });
  const [theme, setTheme] = useState(shownTheme);
  const [tab, setTab] = useState<string>('picture');
  const maker = useMaking();
  const part = { ...shown, theme, maker };
  return (
    <Modal
      title="Export"
      description="This moment as a picture, accesses as a film, or a page for each. All of it is made here, and nothing is sent anywhere."
      onClose={onClose}
    >
      <Tabs.Root className="tabs" value={tab} onValueChange={(next: string) => setTab(next)}>
        <div className="export-head">
          <TabList label="What to export" tabs={TABS} />
          <Choice
            label="Theme"
            options={THEME_NAMES}
            word={(name) => THEME_WORDS[name]}
            value={theme}
            onChange={setTheme}
          />
        </div>
        <Tabs.Panel className="tabs-panel export-panel" value="picture" keepMounted>
          <PictureTab {...part} isShown={tab === 'picture'} />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel export-panel" value="film" keepMounted>
          <FilmTab {...part} isShown={tab === 'film'} />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel export-panel" value="pdf" keepMounted>
          <PdfTab {...part} isShown={tab === 'pdf'} />
        </Tabs.Panel>
      </Tabs.Root>
      <MakingBar maker={maker} />
    </Modal>
  );
}
