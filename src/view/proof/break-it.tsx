import { useStore } from 'zustand';
import { keptDesign } from '#state/derived.ts';
import { MUTATIONS } from '#model/mutations/all.ts';
import { proof } from '#state/proof.ts';
import { Mistake } from './mistake.tsx';

/** One-condition mistakes in the designs: find the access that shows one. */
export default function BreakIt() {
  const mutationId = useStore(proof, (state) => state.mutationId);
  const mutation = MUTATIONS.find(({ id }) => id === mutationId) ?? MUTATIONS[0]!;
  return (
    <div className="proof-thread">
      <nav className="proof-list" aria-label="Mistakes">
        <ol>
          {MUTATIONS.map((one, n) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === mutation.id ? 'page' : undefined}
                onClick={() => proof.setState({ mutationId: one.id })}
              >
                <span className="mono">{n + 1}</span> {one.sentence}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <Mistake key={mutation.id} mutation={mutation} design={keptDesign(mutation.base)} />
    </div>
  );
}
