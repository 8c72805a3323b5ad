import { useMemo, useRef, useState } from 'react';
import { GLOSSARY, type Term } from '#content/glossary.ts';
import { hopSentence } from '#model/narrate.ts';
import { routeOf } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { Modal } from '../ui/modal.tsx';
import { useWorkbench } from '../workbench-context.ts';
import { termsFor, termsIn } from './terms-in.ts';
import './glossary.css';

/** Every term with its meaning and source; first those that occur in the access on the screen. */
export default function GlossaryDialog({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const here = useTermsHere();
  const found = termsFor(query);
  const rest = query === '' ? found.filter((term) => !here.includes(term)) : found;
  return (
    <Modal
      title="Glossary"
      description={`${GLOSSARY.length} terms, each with where it is laid down or can be read.`}
      onClose={onClose}
      initialFocus={field}
    >
      <label className="glossary-find">
        Find a term
        <input
          ref={field}
          type="search"
          className="glossary-input"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <p className="glossary-count" role="status">
        {query === '' ? '' : found.length === 0 ? 'No term has that in it.' : `${found.length} found`}
      </p>
      <div className="modal-scroll" tabIndex={0} role="region" aria-label="Terms">
        {query === '' && here.length > 0 && <Terms title="In the access on the screen" terms={here} />}
        <Terms title={query === '' && here.length > 0 ? 'All others' : 'Terms'} terms={rest} />
      </div>
    </Modal>
  );
}

function Terms({ title, terms }: { title: string; terms: readonly Term[] }) {
  return (
    <section>
      <h3 className="panel-title">{title}</h3>
      <dl className="glossary">
        {terms.map(({ id, word, meaning, source }) => (
          <div key={id}>
            <dt>{word}</dt>
            <dd>
              {meaning} <span className="term-source">{source}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The terms in the sentences of the present access. */
function useTermsHere(): Term[] {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  return useMemo(() => {
    const route = routeOf(run, step);
    if (route === null) return [];
    return termsIn(route.hops.map((hop) => hopSentence(hop, run.layout, run.design)).join(' '));
  }, [run, step]);
}
