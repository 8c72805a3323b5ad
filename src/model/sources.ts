import type { Design } from './context.ts';
import type { RuleId } from './rules.ts';
import { CITATIONS } from './sources/citations.ts';
import { LINES } from './sources/lines.ts';

/** Where a decision stands in the source. */
export interface SourceRef {
  readonly function: string;
  readonly file: string;
  /** Null where no checkout was at hand to number it; then `tag` says which version is meant. */
  readonly line: number | null;
  readonly tag: string;
  /** The public source at that place, or null. */
  readonly url: string | null;
}

const GITWEB = 'https://xenbits.xen.org/gitweb/?p=';

/** The place in the source that decides `rule` in `design`; null for facts of the guest or the device. */
export function sourceOf(rule: RuleId, design: Design): SourceRef | null {
  const citation = CITATIONS[rule];
  if (!citation) return null;
  const { file, repository } = citation;
  const place = { function: citation.function, file };
  if (citation.unnumbered !== undefined) return { ...place, line: null, tag: citation.unnumbered, url: null };
  const tag = repository === 'xen' ? design.xen.sourceTag : design.deviceModel.sourceTag;
  if (tag === null) return { ...place, line: null, tag: 'proposed, never written', url: null };
  const line = LINES[rule]?.[tag] ?? null;
  const project = repository === 'xen' ? 'xen.git' : 'qemu-xen.git';
  const anchor = line === null ? '' : `#l${line}`;
  return { ...place, line, tag, url: `${GITWEB}${project};a=blob;f=${file};hb=${tag}${anchor}` };
}
