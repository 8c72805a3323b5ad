import { useEffect, useId, useRef, useState, type RefObject, type SyntheticEvent } from 'react';
import type { Layout } from '#model/layout.ts';
import { failure, type Result } from '#model/base/result.ts';
import { barWords, PLACE_HINT, readPlace } from '#state/forms/read-place.ts';
import { quotedOffset } from '#scene/page-map/byte-name.ts';
import { nearestOffset } from '#scene/page-map/zones.ts';
import { askGoTo, closeGoTo, goToReached, useGoToRequest } from './go-to-request.ts';

interface Props {
  readonly layout: Layout;
  /** In bytes from the table BAR. */
  readonly onGo: (offset: number) => void;
}

/** A button, and once pressed a field, that takes the reader to any byte by its name or its offset. */
export function GoTo({ layout, onGo }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { isOpen, isAsked } = useGoToRequest();
  useEffect(() => {
    if (!isAsked) return;
    field.current?.select();
    goToReached();
  }, [isAsked]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="pm-button"
        aria-expanded={isOpen}
        onClick={isOpen ? closeGoTo : askGoTo}
      >
        Go to
      </button>
      {isOpen && (
        <PlaceForm
          layout={layout}
          field={field}
          onGo={onGo}
          onClose={() => {
            button.current?.focus();
            closeGoTo();
          }}
        />
      )}
    </>
  );
}

/** The byte that `text` names, when the map has it. */
function placeOnMap(text: string, layout: Layout): Result<number> {
  const place = readPlace(text, layout);
  return !place.ok || nearestOffset(layout, place.value) === place.value
    ? place
    : failure(`${quotedOffset(layout, place.value)} is not on this map: ${barWords(layout)}.`);
}

interface FormProps extends Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

function PlaceForm({ layout, field, onGo, onClose }: FormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const place = placeOnMap(text, layout);
    setWrong(place.ok ? null : place.error);
    if (place.ok) onGo(place.value);
    else field.current?.focus();
  };
  return (
    <form className="pm-go" onSubmit={submit}>
      <label htmlFor={id}>Place</label>
      <input
        id={id}
        ref={field}
        className="pm-mono"
        value={text}
        list={`${id}-names`}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-about`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <datalist id={`${id}-names`}>
        {layout.device.registers.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" className="pm-button">
        Show
      </button>
      <p id={`${id}-about`} role="status">
        {wrong ?? `Such as ${PLACE_HINT}.`}
      </p>
    </form>
  );
}
