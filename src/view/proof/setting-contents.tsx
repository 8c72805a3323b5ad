import type { Setting } from '#model/explore/setting.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { plural } from '#scene/proof/matrix.ts';

/** What happens in a setting before the search, and what can happen then. */
export function SettingContents({ setting }: { setting: Setting }) {
  const layout = layoutOf(setting.device);
  return (
    <details>
      <summary>
        {setting.device.name}; {plural(setting.steps.length, 'thing')} can happen
      </summary>
      <p>
        Before: <span className="mono">{setting.lead.map((step) => stepTitle(step, layout)).join('; ')}</span>
      </p>
      <p>
        Then, in any order:{' '}
        <span className="mono">{setting.steps.map((step) => stepTitle(step, layout)).join('; ')}</span>
      </p>
    </details>
  );
}
