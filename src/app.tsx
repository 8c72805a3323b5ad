import { useMemo, useState, type CSSProperties } from 'react';
import type { PanelSizes } from '#state/settings.ts';
import type { DialogName } from './view/commands/app-commands.ts';
import { useCommandKeys } from './view/commands/use-command-keys.ts';
import { Header } from './view/shell/header.tsx';
import { Picture } from './view/shell/picture.tsx';
import { Splitter } from './view/shell/splitter.tsx';
import { useFocusKept } from './view/shell/use-focus-kept.ts';
import { endPresent, useIsStaged, usePresentRequest } from './view/present/present-request.ts';
import { Notices } from './view/editor/notices.tsx';
import { EditorHost } from './view/editor/editor-host.tsx';
import { PlayerBar } from './view/player/player-bar.tsx';
import { usePlayback } from './view/player/use-playback.ts';
import { Transcript } from './view/transcript/transcript.tsx';
import { useDroppedText, type DroppedText, type DropTakers } from './view/devices/use-dropped-text.ts';
import { byDefault, lazyPart, startedPart, type Part } from './view/ui/lazy-part.ts';
import { Safe } from './view/ui/safe.tsx';
import { VIEW_ON_ITS_WAY } from './view/ui/on-its-way.tsx';
import { ViewBar } from './view/view-bar/view-bar.tsx';
import { useHeadStart, WholePage } from './view/whole-page/whole-page.tsx';
import { StoresContext, useSettings, useWorkbench, type Stores } from './view/workbench-context.ts';
import './view/shell/shell.css';
import './view/shell/print.css';
import './view/shell/forced-colours.css';

// Asked for at once, but not waited for: the player answers first.
const Timeline = startedPart(
  () => import('./view/timeline/timeline.tsx'),
  (file) => file.Timeline,
);
// With the sentences of every hop and verdict.
const LiveRegion = startedPart(
  () => import('./view/shell/live-region.tsx'),
  (file) => file.LiveRegion,
);
const CompareView = lazyPart(() => import('./view/compare/compare-view.tsx'), byDefault, VIEW_ON_ITS_WAY);
const ReleasesView = lazyPart(() => import('./view/releases/releases-view.tsx'), byDefault, VIEW_ON_ITS_WAY);
const ProofView = lazyPart(() => import('./view/proof/proof-view.tsx'), byDefault, VIEW_ON_ITS_WAY);
const TourView = lazyPart(() => import('./view/tour/tour-view.tsx'), byDefault, VIEW_ON_ITS_WAY);
const Present = lazyPart(() => import('./view/present/present.tsx'), byDefault);
const TracesView = lazyPart(() => import('./view/traces/traces-view.tsx'), byDefault, VIEW_ON_ITS_WAY);
const TextView = lazyPart(() => import('./view/text/text-view.tsx'), byDefault, VIEW_ON_ITS_WAY);

const DIALOGS: Readonly<Record<DialogName, Part<DialogProps>>> = {
  device: lazyPart(() => import('./view/devices/device-dialog.tsx'), byDefault),
  scenario: lazyPart(() => import('./view/shell/scenario-dialog.tsx'), byDefault),
  share: lazyPart(() => import('./view/share/share-dialog.tsx'), byDefault),
  talk: lazyPart(() => import('./view/talk/talk-dialog.tsx'), byDefault),
  export: lazyPart(() => import('./view/export/export-dialog.tsx'), byDefault),
  palette: lazyPart(() => import('./view/palette/palette-dialog.tsx'), byDefault),
  glossary: lazyPart(() => import('./view/glossary/glossary-dialog.tsx'), byDefault),
  help: lazyPart(() => import('./view/shell/help-dialog.tsx'), byDefault),
};

interface DialogProps {
  readonly onClose: () => void;
  readonly open: (dialog: DialogName) => void;
  /** Text that was dropped on the window, for the dialog that reads it. */
  readonly dropped: DroppedText | null;
}

export function App({ stores }: { stores: Stores }) {
  return (
    <StoresContext value={stores}>
      <Safe name="The screen">
        <Screen stores={stores} />
      </Safe>
    </StoresContext>
  );
}

function Screen({ stores }: { stores: Stores }) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [dropped, setDropped] = useState<DroppedText | null>(null);
  const panels = useSettings((settings) => settings.panels);
  const isDragging = useDroppedText(
    useMemo(
      () =>
        dropTakers(stores, (text) => {
          setDropped(text);
          setDialog('device');
        }),
      [stores],
    ),
  );
  const presented = usePresentRequest();
  const isStaged = useIsStaged();
  usePlayback();
  useHeadStart();
  useCommandKeys(useMemo(() => ({ stores, open: setDialog }), [stores]));
  const Dialog = dialog && DIALOGS[dialog];
  const close = () => {
    setDialog(null);
    setDropped(null);
  };
  return (
    <>
      <div className="app" style={panelStyle(panels)} inert={isStaged}>
        <Safe name="The header">
          <Header onOpen={setDialog} />
        </Safe>
        <Safe name="The choice of views">
          <ViewBar onOpen={setDialog} />
        </Safe>
        <View />
        <Safe name="What screen readers are told">
          <LiveRegion />
        </Safe>
        <Safe name="The form of a step">
          <EditorHost />
        </Safe>
      </div>
      {!isStaged && (
        <Safe name="The notices">
          <Notices keeping={stores.keeping} />
        </Safe>
      )}
      {isDragging && (
        <div className="drop-hint" aria-hidden="true">
          Drop lspci output, a recording or a scenario here
        </div>
      )}
      <Safe name="The presentation" retryOn={[presented]}>
        {presented && (
          <Present
            request={presented}
            onNothing={() => {
              endPresent();
              setDialog('talk');
            }}
          />
        )}
      </Safe>
      <Safe name="This dialog" retryOn={[dialog]}>
        {Dialog && <Dialog dropped={dropped} onClose={close} open={setDialog} />}
      </Safe>
    </>
  );
}

/** What becomes of a dropped text; `onLspci` shows one of a device. */
function dropTakers({ workbench, keeping }: Stores, onLspci: DropTakers['onLspci']): DropTakers {
  return {
    onLspci,
    onScenario: (file) => {
      void import('./view/text/open-text-file.ts').then(({ openTextFile }) =>
        openTextFile(file, workbench, keeping),
      );
    },
    onRecordings: (files) => {
      workbench.actions.setLook({ view: 'traces' });
      void import('#state/traces.ts').then(({ openRecordings }) =>
        openRecordings(files, workbench.getState().device),
      );
    },
  };
}

function View() {
  const view = useWorkbench((state) => state.look.view);
  useFocusKept(view);
  if (view === 'route')
    return (
      <>
        <Picture />
        <footer className="app-bottom panel" aria-label="Player and timeline">
          <Splitter panel="bottom" label="Height of the player" least={150} />
          <div className="bottom-main">
            <PlayerBar>
              <Safe name="The timeline">
                <Timeline />
              </Safe>
            </PlayerBar>
          </div>
          <Safe name="The list of accesses">
            <Transcript />
          </Safe>
        </footer>
      </>
    );
  return (
    <Safe name="This view" retryOn={[view]}>
      {view === 'compare' && <CompareView />}
      {view === 'releases' && <ReleasesView />}
      {view === 'page' && <WholePage />}
      {view === 'proof' && <ProofView />}
      {view === 'traces' && <TracesView />}
      {view === 'tour' && <TourView />}
      {view === 'text' && <TextView />}
    </Safe>
  );
}

function panelStyle({ left, right, bottom }: PanelSizes): CSSProperties {
  const sizes = { '--panel-left': left, '--panel-right': right, '--panel-bottom': bottom };
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([name, size]) => (size === null ? [] : [[name, `${size}px`]])),
  );
}
