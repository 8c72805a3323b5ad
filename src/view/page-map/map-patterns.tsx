/** Patterns of the regions: told apart without colour. `prefix` keeps the ids of two maps on a page apart. */
export function MapPatterns({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      <pattern id={`${prefix}-adjacent`} width="7" height="7" patternUnits="userSpaceOnUse">
        <circle cx="2" cy="2" r="1" className="pm-ink-adjacent" />
      </pattern>
      <pattern
        id={`${prefix}-pba`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="2" height="6" className="pm-ink-pba" />
      </pattern>
      <pattern
        id={`${prefix}-plain`}
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="1" height="8" className="pm-ink-plain" />
      </pattern>
      <pattern id={`${prefix}-outside`} width="10" height="10" patternUnits="userSpaceOnUse">
        <path d="M2,2L6,6M6,2L2,6" className="pm-ink-outside" />
      </pattern>
    </defs>
  );
}
