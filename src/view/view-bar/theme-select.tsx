import { THEMES } from '#state/settings.ts';
import { THEME_WORDS } from '../commands/theme-words.ts';
import { useChangeSettings, useSettings } from '../workbench-context.ts';

export function ThemeSelect() {
  const theme = useSettings((settings) => settings.theme);
  const change = useChangeSettings();
  return (
    <select
      className="select"
      aria-label="Theme"
      value={theme}
      onChange={(event) =>
        change({ theme: THEMES.find((known) => known === event.target.value) ?? 'system' })
      }
    >
      {THEMES.map((choice) => (
        <option key={choice} value={choice}>
          {THEME_WORDS[choice]}
        </option>
      ))}
    </select>
  );
}
