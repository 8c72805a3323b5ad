import { PlayerIcon, type PlayerIconName } from './player-icon.tsx';

interface PlayerButtonProps {
  icon: PlayerIconName;
  word: string;
  hint: string;
  onPress: () => void;
  disabled: boolean;
  isMain?: boolean;
}

export function PlayerButton({ icon, word, hint, onPress, disabled, isMain = false }: PlayerButtonProps) {
  return (
    <button
      type="button"
      className={isMain ? 'button button-main player-main' : 'button'}
      aria-label={hint}
      onClick={onPress}
      disabled={disabled}
    >
      <PlayerIcon name={icon} />
      <span aria-hidden="true">{word}</span>
    </button>
  );
}
