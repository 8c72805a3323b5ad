import { useContext, useState } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { documentNow } from '#state/sharing.ts';
import { activeRun } from '#state/workbench.ts';
import { Modal } from '../ui/modal.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { StoresContext } from '../workbench-context.ts';
import { FigureTab } from './figure-tab.tsx';
import { LinkTab } from './link-tab.tsx';
import { PasteTab } from './paste-tab.tsx';
import { TranscriptTab } from './transcript-tab.tsx';
import './share.css';

const TABS = [
  ['link', 'Link'],
  ['figure', 'Figure'],
  ['transcript', 'Transcript'],
  ['paste', 'Paste back'],
] as const;

/** Gives the present step to others, as a link or a figure, and opens what others gave. */
export default function ShareDialog({ onClose }: { onClose: () => void }) {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('the dialog is drawn outside of the app');
  const { workbench, keeping } = stores;
  // What is shared is what was seen when the dialog was opened.
  const [document] = useState(() => documentNow(workbench.getState()));
  const [run] = useState(() => activeRun(workbench.getState()));
  return (
    <Modal
      title="Share"
      description="The scenario, its design, this step and this view. Nothing is sent anywhere: all of it is in the text you copy."
      onClose={onClose}
    >
      <Tabs.Root className="tabs" defaultValue="link">
        <TabList label="How to share" tabs={TABS} />
        <Tabs.Panel className="tabs-panel" value="link">
          <LinkTab document={document} />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel" value="figure">
          <FigureTab document={document} />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel" value="transcript">
          <TranscriptTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel" value="paste">
          <PasteTab workbench={workbench} keeping={keeping} onOpened={onClose} />
        </Tabs.Panel>
      </Tabs.Root>
    </Modal>
  );
}
