/**
 * The colours of the app's three themes, for pictures that leave the page. theme.css is where they are chosen; the test
 * beside this file compares the two, name by name.
 */
export const THEME_NAMES = ['light', 'dark', 'projector'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export type ColourName =
  | 'bg'
  | 'surface'
  | 'surface-2'
  | 'surface-3'
  | 'line'
  | 'line-strong'
  | 'text'
  | 'text-2'
  | 'text-3'
  | 'table'
  | 'table-soft'
  | 'pba'
  | 'pba-soft'
  | 'adjacent'
  | 'adjacent-soft'
  | 'plain'
  | 'plain-soft'
  | 'guest'
  | 'xen'
  | 'xen-soft'
  | 'dm'
  | 'hw'
  | 'lost'
  | 'lost-soft';

export type Palette = Readonly<Record<ColourName, string>>;

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    bg: '#f4f6f8',
    surface: '#ffffff',
    'surface-2': '#eef1f4',
    'surface-3': '#e3e8ed',
    line: '#d3dae1',
    'line-strong': '#7d8994',
    text: '#14191e',
    'text-2': '#38434d',
    'text-3': '#4d5963',
    table: '#0b5f9f',
    'table-soft': '#dcecf9',
    pba: '#8f3368',
    'pba-soft': '#f8e4ef',
    adjacent: '#7b4c00',
    'adjacent-soft': '#fbecd2',
    plain: '#4d5963',
    'plain-soft': '#e8ecf0',
    guest: '#4a4f9c',
    xen: '#0a623f',
    'xen-soft': '#d9f0e5',
    dm: '#665300',
    hw: '#0a5f73',
    lost: '#a62b0c',
    'lost-soft': '#fde6de',
  },
  dark: {
    bg: '#0e1217',
    surface: '#141a21',
    'surface-2': '#1a222b',
    'surface-3': '#232d38',
    line: '#2a3540',
    'line-strong': '#6b7b8b',
    text: '#e9eef3',
    'text-2': '#bac6d1',
    'text-3': '#9fadba',
    table: '#58b6ee',
    'table-soft': '#16304a',
    pba: '#d68bb6',
    'pba-soft': '#3a2433',
    adjacent: '#e9a93a',
    'adjacent-soft': '#382a12',
    plain: '#9fadba',
    'plain-soft': '#202932',
    guest: '#b3b8f2',
    xen: '#35b58a',
    'xen-soft': '#102f27',
    dm: '#e8d44d',
    hw: '#7fd4e6',
    lost: '#ef6f4a',
    'lost-soft': '#3d1c13',
  },
  projector: {
    bg: '#ffffff',
    surface: '#ffffff',
    'surface-2': '#f4f6f8',
    'surface-3': '#eaeef2',
    line: '#9aa4ae',
    'line-strong': '#4a545e',
    text: '#000000',
    'text-2': '#1c2329',
    'text-3': '#2b343c',
    table: '#00427a',
    'table-soft': '#dcecfb',
    pba: '#6e1449',
    'pba-soft': '#fae3ef',
    adjacent: '#573400',
    'adjacent-soft': '#fdeccb',
    plain: '#2b343c',
    'plain-soft': '#eaeef2',
    guest: '#2f3482',
    xen: '#00462a',
    'xen-soft': '#d6f2e3',
    dm: '#473900',
    hw: '#004455',
    lost: '#7d1800',
    'lost-soft': '#fee5dc',
  },
};

const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const written = (values: readonly number[]): string =>
  `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** The colour that is `share` (0 to 1) of `a` and the rest of `b`, channel by channel as CSS mixes in srgb. */
export function mixed(a: string, b: string, share: number): string {
  const other = channels(b);
  return written(channels(a).map((value, i) => share * value + (1 - share) * (other[i] ?? 0)));
}

/** The palette without hues, half gone into the background: for what is shown but does not happen. */
export function faded(palette: Palette): Palette {
  const grey = (colour: string): string => {
    const [red = 0, green = 0, blue = 0] = channels(colour);
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return mixed(written([light, light, light]), palette.bg, 0.5);
  };
  const names = Object.keys(palette) as ColourName[];
  return Object.fromEntries(names.map((name) => [name, grey(palette[name])])) as Record<ColourName, string>;
}
