import './steady.css';

interface SteadyProps {
  text: string;
  /** The longest text that can stand here. */
  room: string;
}

/** A text that changes while it is watched, as wide as the longest it can become: nothing beside it moves. */
export function Steady({ text, room }: SteadyProps) {
  return (
    <span className="steady" data-room={room}>
      {text}
    </span>
  );
}
