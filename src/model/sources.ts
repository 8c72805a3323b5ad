import type { Design } from './context.ts';
import type { RuleId } from './rules.ts';
import { CITATIONS, QEMU_TAGS, STUBDOM_COMMIT, type Citation } from './sources/citations.ts';
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
const STUBDOM = 'https://github.com/QubesOS/qubes-vmm-xen-stubdom-linux/blob';

/** Which lines the places are, in a sentence or two: said once wherever many of them are shown. */
export const SOURCES_NOTE = `Lines of Xen are those of the release or commit of the design; lines of QEMU those of ${QEMU_TAGS[0]} (QEMU 5.1), the newest tag of Xen’s QEMU tree that was at hand, or of ${QEMU_TAGS[1]} for QEMU before it latched messages. A line of a .patch file is a line of the patch, at commit ${STUBDOM_COMMIT} of qubes-vmm-xen-stubdom-linux.`;

/** The place in the source that decides `rule` in `design`; null for facts of the guest or the device. */
export function sourceOf(rule: RuleId, design: Design): SourceRef | null {
  const citation = CITATIONS[rule];
  if (!citation) return null;
  const tag = tagOf(citation, design);
  const place = { function: citation.function, file: fileOf(citation, tag) };
  if (citation.unnumbered !== undefined) return { ...place, line: null, tag: citation.unnumbered, url: null };
  if (tag === null) return { ...place, line: null, tag: 'proposed, never written', url: null };
  const line = LINES[rule]?.[tag] ?? null;
  return { ...place, line, tag, url: urlOf(citation.repository, place.file, tag, line) };
}

function tagOf({ repository, tag }: Citation, design: Design): string | null {
  if (tag !== undefined) return tag;
  switch (repository) {
    case 'xen':
      return design.xen.sourceTag;
    case 'qemu':
      return design.deviceModel.sourceTag;
    case 'stubdom':
      return STUBDOM_COMMIT;
  }
}

/** Path of the cited file at `tag`; the newest one where no tag is cited. */
export function fileOf({ file }: Citation, tag: string | null): string {
  return typeof file === 'string' ? file : file[QEMU_TAGS.find((known) => known === tag) ?? QEMU_TAGS[0]];
}

function urlOf(repository: Citation['repository'], file: string, tag: string, line: number | null): string {
  if (repository === 'stubdom') return `${STUBDOM}/${tag}/${file}${line === null ? '' : `#L${line}`}`;
  const project = repository === 'xen' ? 'xen.git' : 'qemu-xen.git';
  return `${GITWEB}${project};a=blob;f=${file};hb=${tag}${line === null ? '' : `#l${line}`}`;
}
