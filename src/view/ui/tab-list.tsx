import { Tabs } from '@base-ui/react/tabs';
import './tabs.css';

interface TabListProps {
  label: string;
  /** Value and word of each, in order. */
  tabs: readonly (readonly [value: string, word: string])[];
}

/** The tabs above the panels of a `Tabs.Root`. */
export function TabList({ label, tabs }: TabListProps) {
  return (
    <Tabs.List className="tabs-list" aria-label={label}>
      {tabs.map(([value, word]) => (
        <Tabs.Tab key={value} className="tabs-tab" value={value}>
          {word}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
