/** Keys of the player besides those of the whole app, for the list of keys; jump-buttons.tsx acts on them. */
export const PLAYER_KEYS = [
  { keys: 'l', does: 'To the end of the next lost access' },
  { keys: 'Shift + L', does: 'To the end of the lost access before' },
  { keys: 'b', does: 'To the next access after which beliefs newly disagree' },
  { keys: 'Shift + B', does: 'To the access before after which beliefs newly disagree' },
  { keys: '[', does: 'Repeat from this access on' },
  { keys: ']', does: 'Repeat up to this access' },
  { keys: '\\ (backslash)', does: 'Stop repeating' },
] as const;
