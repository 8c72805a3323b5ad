import { use, useState } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import type { DeviceDescription } from '#model/device.ts';
import { DEVICES } from '#content/devices.ts';
import { browserShelf } from '#state/browser-shelf.ts';
import { keepDevice } from '#state/own-devices.ts';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';
import { Modal } from '../ui/modal.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { BuildDevice } from './build-device.tsx';
import { Catalogue } from './catalogue.tsx';
import { CopiedContext } from './copy-on.tsx';
import { PasteDump } from './paste-dump.tsx';
import { ThisDevice } from './this-device.tsx';
import type { DroppedText } from './use-dropped-text.ts';
import { YourDevices } from './your-devices.tsx';
import './devices.css';

const TABS = [
  ['catalogue', 'Catalogue'],
  ['yours', 'Yours'],
  ['paste', 'Paste lspci'],
  ['build', 'Build your own'],
  ['this', 'What designs do to it'],
] as const;

interface DeviceDialogProps {
  /** A file that was dropped on the window, to be read at once. */
  dropped: DroppedText | null;
  onClose: () => void;
}

/** Chooses the device: from the catalogue, from the output of lspci, or one of one’s own. What is on screen stays until one is chosen. */
export default function DeviceDialog({ dropped, onClose }: DeviceDialogProps) {
  const { openDevice } = useActions();
  const [tab, setTab] = useState<string>(dropped === null ? 'catalogue' : 'paste');
  const stores = use(StoresContext);
  const isOwn = useWorkbench(({ document, activeId }) =>
    document.scenarios.some(({ id }) => id === activeId),
  );
  const choose = (device: DeviceDescription) => {
    openDevice(device);
    onClose();
  };
  const chooseOwn = (device: DeviceDescription) => {
    choose(device);
    keep(device);
  };
  const copied = (device: DeviceDescription) => {
    onClose();
    keep(device);
  };
  /** One that no list has is kept, to be found again under “Yours”. */
  const keep = (device: DeviceDescription) => {
    if (isInCatalogue(device)) return;
    const kept = keepDevice(browserShelf, device, Date.now());
    if (!kept.ok) stores?.keeping.tell('warning', kept.error);
  };
  return (
    <Modal
      title="Device"
      description={`Whose MSI-X table it is. ${isOwn ? 'The first ready scenario is shown on it, or a copy of yours; yours stays in the list.' : 'The scenario is shown on it from the start.'}`}
      onClose={onClose}
    >
      <CopiedContext value={copied}>
        <Tabs.Root className="tabs" value={tab} onValueChange={(value: string) => setTab(value)}>
          <TabList label="Where the device comes from" tabs={TABS} />
          <Tabs.Panel className="tabs-panel" value="catalogue">
            <Catalogue onChoose={choose} />
          </Tabs.Panel>
          <Tabs.Panel className="tabs-panel" value="yours">
            <YourDevices onChoose={choose} />
          </Tabs.Panel>
          <Tabs.Panel className="tabs-panel" value="paste">
            <PasteDump dropped={dropped} onChoose={chooseOwn} />
          </Tabs.Panel>
          <Tabs.Panel className="tabs-panel" value="build">
            <BuildDevice onChoose={chooseOwn} />
          </Tabs.Panel>
          <Tabs.Panel className="tabs-panel" value="this">
            <ThisDevice />
          </Tabs.Panel>
        </Tabs.Root>
      </CopiedContext>
    </Modal>
  );
}

function isInCatalogue(device: DeviceDescription): boolean {
  const text = JSON.stringify(device);
  return DEVICES.some(({ description }) => JSON.stringify(description) === text);
}
