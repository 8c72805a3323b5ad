import type { FaceName } from '../picture/marks.ts';

/** How a face is asked for where the app's fonts are at hand; others stand in where they are not. */
export interface FontFace {
  readonly family: string;
  readonly weight: number;
}

const TEXT = "'Inter Variable', Inter, 'Liberation Sans', Arial, sans-serif";
const MONO = "'JetBrains Mono Variable', 'JetBrains Mono', 'Liberation Mono', monospace";

export const FACES: Readonly<Record<FaceName, FontFace>> = {
  text: { family: TEXT, weight: 500 },
  bold: { family: TEXT, weight: 650 },
  mono: { family: MONO, weight: 450 },
  'mono-bold': { family: MONO, weight: 700 },
};

/** The families that must be loaded before words are measured or painted. */
export const FAMILIES = ['Inter Variable', 'JetBrains Mono Variable'] as const;
