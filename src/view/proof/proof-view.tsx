import type { ComponentType } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { useStore } from 'zustand';
import { proof, type ProofTab } from '#state/proof.ts';
import { Matrix } from './matrix.tsx';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';
import { TabList } from '../ui/tab-list.tsx';
import './proof.css';

const ON_ITS_WAY = <p className="empty">On its way.</p>;
const Apart = lazyPart(() => import('./apart.tsx'), byDefault, ON_ITS_WAY);
const QuestionBox = lazyPart(() => import('./question-box.tsx'), byDefault, ON_ITS_WAY);
const Thread = lazyPart(() => import('./thread.tsx'), byDefault, ON_ITS_WAY);
const BreakIt = lazyPart(() => import('./break-it.tsx'), byDefault, ON_ITS_WAY);

const TABS: readonly (readonly [tab: ProofTab, title: string, Panel: ComponentType])[] = [
  ['matrix', 'Matrix', Matrix],
  ['apart', 'What tells them apart', Apart],
  ['question', 'Question box', QuestionBox],
  ['thread', 'The thread', Thread],
  ['break', 'Break it yourself', BreakIt],
];
const TITLES = TABS.map(([tab, title]) => [tab, title] as const);

/** What is so in every reachable state, and the shortest way to where it is not. */
export default function ProofView() {
  const tab = useStore(proof, (state) => state.tab);
  return (
    <main className="proof">
      <Tabs.Root
        className="tabs proof-tabs"
        value={tab}
        onValueChange={(value: ProofTab) => proof.setState({ tab: value })}
      >
        <TabList label="Ways to decide it" tabs={TITLES} />
        {TABS.map(([value, , Panel]) => (
          <Tabs.Panel key={value} className="tabs-panel" value={value}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </main>
  );
}
