/** Reads where one was, as the browser kept it. What is not known any more gives way to the default. */
import { failure, success, type Result } from '#model/base/result.ts';
import { ENVIRONMENTS } from '#model/environments.ts';
import { PREPARATIONS } from '#model/prober.ts';
import { restoreDevice } from '#share/saved-scenario.ts';
import { MAPS, ZOOM_LEVELS, type Zoom } from '#share/look.ts';
import { DEFAULT_LOOK, VIEWS, type Look } from './look.ts';
import { PLACE_VERSION, type KeptPlace } from './place-text.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The place that was kept as `text`. Version 1 held no device, design or look: those stay as they are. Fails when the
 * text is damaged or of a newer version, in words that follow "because".
 */
export function restorePlace(text: string): Result<Partial<KeptPlace>> {
  const saved = parsed(text);
  if (saved === null) return failure('what was kept is damaged');
  const { version = 1, activeId, step, hop, designId, look, device } = saved;
  if (typeof version !== 'number' || version > PLACE_VERSION)
    return failure(`it was kept by a newer version of this app (format ${String(version)})`);
  if (typeof activeId !== 'string' || typeof step !== 'number') return failure('what was kept is damaged');
  const atEnd = step > 0 ? Number.POSITIVE_INFINITY : 0;
  const playhead = { step, hop: typeof hop === 'number' ? hop : atEnd };
  if (version === 1) return success({ activeId, playhead });
  const known = restoreDevice(device);
  if (!known.ok) return failure(`the device in it cannot be read: ${known.error}`);
  return success({
    activeId,
    playhead,
    device: known.value,
    look: lookOf(look),
    ...(typeof designId === 'string' && { designId }),
  });
}

function lookOf(saved: unknown): Look {
  const { view, otherDesignId, environment, preparation, map, zoom } = asJson(saved) ?? {};
  return {
    view: VIEWS.find((one) => one === view) ?? DEFAULT_LOOK.view,
    otherDesignId: typeof otherDesignId === 'string' ? otherDesignId : DEFAULT_LOOK.otherDesignId,
    environment: ENVIRONMENTS.find(({ name }) => name === environment)?.name ?? DEFAULT_LOOK.environment,
    preparation: PREPARATIONS.find((one) => one === preparation) ?? DEFAULT_LOOK.preparation,
    map: MAPS.find((one) => one === map) ?? DEFAULT_LOOK.map,
    zoom: zoomOf(zoom),
  };
}

function zoomOf(saved: unknown): Zoom {
  const { level, bit } = asJson(saved) ?? {};
  const known = ZOOM_LEVELS.find((one) => one === level);
  return known && typeof bit === 'number' ? { level: known, bit } : DEFAULT_LOOK.zoom;
}

const asJson = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null ? (value as Json) : null;

function parsed(text: string): Json | null {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return null;
  }
}
