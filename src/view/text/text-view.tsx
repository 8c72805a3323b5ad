import { useContext, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { layoutOf } from '#model/layout.ts';
import { folded } from '#share/text/fold.ts';
import { helpOn } from '#share/text/usage.ts';
import { CATALOGUE } from '#state/sharing.ts';
import { textFileName } from '#state/text-files.ts';
import { createTextReader } from '#state/text-reader.ts';
import { createTextSync, type TextSync } from '#state/text-sync.ts';
import { activeScenario, type Workbench } from '#state/workbench.ts';
import { VIEW_TITLES } from '../commands/view-titles.ts';
import { saveFile } from '../editor/save-file.ts';
import { RoutePanel } from '../shell/route-panel.tsx';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { StoresContext, useWorkbench } from '../workbench-context.ts';
import { Findings } from './findings.tsx';
import { keptDrafts } from './kept-drafts.ts';
import { openTextFile } from './open-text-file.ts';
import { createScenarioEditor, type ScenarioEditor } from './scenario-editor.ts';
import { TextStatus } from './text-status.tsx';
import './text-view.css';

/** The scenario as a text beside the picture of its steps; whatever changes in one changes in the other. */
export default function TextView() {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('the view is drawn outside of the app');
  const { workbench, keeping } = stores;
  const [sync] = useState(() =>
    createTextSync({ workbench, drafts: keptDrafts(workbench), reader: createTextReader(CATALOGUE) }),
  );
  const state = useStore(sync);
  const [help, setHelp] = useState(() => helpOn(''));
  const [box, editor] = useEditor(sync, workbench, (text) => setHelp(helpOn(text)));
  const reducedMotion = useReducedMotion();
  const save = () => {
    // Files of texts are put into mails; the editor keeps its lines.
    const text = folded(editor.current?.text() ?? '');
    saveFile(textFileName(activeScenario(workbench.getState()).name), text);
  };
  return (
    <main className="text-view">
      <section className="text-left" aria-label="Text">
        <div className="text-tools">
          <label className="button button-small">
            Open a text file
            <input
              type="file"
              accept=".msix,.txt,text/plain"
              className="visually-hidden"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) void openTextFile(file, workbench, keeping, true);
                event.target.value = '';
              }}
            />
          </label>
          <button type="button" className="button button-small" onClick={save}>
            Save as .msix
          </button>
          <TextStatus state={state} onUseList={() => sync.useListText()} />
        </div>
        <div ref={box} className="text-editor" />
        <p id="text-editor-help" className="text-help">
          {help === null ? (
            'Ctrl + Space offers what fits. Tab leaves the editor, F8 goes to the next mistake.'
          ) : (
            <>
              <code>{help.usage}</code> {help.meaning}
            </>
          )}
        </p>
      </section>
      <RoutePanel reducedMotion={reducedMotion} />
      <Findings state={state} onGo={(line, column) => editor.current?.goTo(line, column)} />
    </main>
  );
}

/** The editor in its box, kept in step with the list as long as it is shown. */
function useEditor(sync: TextSync, workbench: Workbench, onLineText: (text: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<ScenarioEditor>(null);
  const latest = useRef(onLineText);
  const step = useWorkbench((now) => now.playhead.step);
  const stepLine = useStore(sync, ({ stepLines }) => stepLines[step] ?? null);
  useEffect(() => {
    latest.current = onLineText;
  });
  useEffect(() => {
    if (!box.current) return;
    const made = createScenarioEditor(box.current, {
      describedBy: 'text-editor-help',
      onTyped: () => sync.typed(),
      onBlur: () => void sync.flush(),
      onLine: (line, text, byHand) => {
        latest.current(text);
        if (byHand) sync.seekLine(line);
      },
      surroundings: () => ({
        layout: layoutOf(activeScenario(workbench.getState()).device),
        catalogue: CATALOGUE,
        views: VIEW_TITLES,
      }),
    });
    editor.current = made;
    const unsubscribe = sync.subscribe((now, before) => {
      if (now.problems !== before.problems) made.showProblems(now.problems);
      if (now.expectations !== before.expectations) made.showResults(now.expectations);
      if (now.phase !== before.phase) made.lock(now.phase === 'loading');
    });
    sync.start(made);
    const keep = () => sync.keep();
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      unsubscribe();
      sync.stop();
      made.destroy();
      editor.current = null;
    };
  }, [sync, workbench]);
  useEffect(() => {
    editor.current?.showStepLine(stepLine);
  }, [stepLine, sync]);
  return [box, editor] as const;
}
