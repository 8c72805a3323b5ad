import { useState } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { activeRun } from '#state/workbench.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { Modal } from '../ui/modal.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { EntryOverview } from './entry-overview.tsx';
import { MomentList } from './moment-list.tsx';
import './overview.css';

const TABS = [
  ['entries', 'All entries now'],
  ['moments', 'When they disagree'],
] as const;

/** What every party holds of every entry now, and when in the scenario they came to disagree. */
export default function OverviewDialog({ onClose }: { onClose: () => void }) {
  const { select } = useActions();
  const [tab, setTab] = useState('entries');
  const layout = useWorkbench((state) => activeRun(state).layout);
  const step = useWorkbench((state) => state.playhead.step);
  const length = useWorkbench((state) => activeRun(state).length);
  const design = useWorkbench((state) => activeRun(state).design);
  const show = (entry: number) => select({ offset: layout.tableStart + 16 * entry, size: 16 });
  return (
    <Modal
      title="Who believes what"
      description={`Access ${Math.min(step + 1, length)} of ${length}. ${design.title}.`}
      onClose={onClose}
      wide
    >
      <Tabs.Root className="tabs" value={tab} onValueChange={(value: string) => setTab(value)}>
        <TabList label="What is listed" tabs={TABS} />
        <Tabs.Panel className="tabs-panel" value="entries">
          <EntryOverview
            onEntry={(entry) => {
              show(entry);
              onClose();
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel className="tabs-panel" value="moments">
          <MomentList
            onJump={(entry) => {
              if (entry !== null) show(entry);
              onClose();
            }}
          />
        </Tabs.Panel>
      </Tabs.Root>
    </Modal>
  );
}
