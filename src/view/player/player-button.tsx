import { PlayerIcon, type PlayerIconName } from './player-icon.tsx';

interface PlayerButtonProps {
  icon: PlayerIconName;
  word: string;
  hint: string;
  onPress: () => void;
  disabled: boolean;
  isMain?: boolean;
  /** Shown where there is room for few. */
  isOften?: boolean;
}

export function PlayerButton(props: PlayerButtonProps) {
  const { icon, word, hint, onPress, disabled, isMain = false, isOften = false } = props;
  return (
    <button
      type="button"
      className={isMain ? 'button button-main player-main' : 'button'}
      aria-label={hint}
      data-often={isOften ? '' : undefined}
      onClick={onPress}
      disabled={disabled}
    >
      <PlayerIcon name={icon} />
      <span aria-hidden="true">{word}</span>
    </button>
  );
}
