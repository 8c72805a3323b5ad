import type { Design } from './context.ts';
import type { RuleId } from './rules.ts';
import { QEMU_TAGS, STUBDOM_COMMIT, type Citation, type CodeCitation } from './sources/citation.ts';
import { CITATIONS } from './sources/citations.ts';
import { LINES } from './sources/lines.ts';
import { PROPOSALS, XEN_PATCHES_COMMIT } from './sources/proposals.ts';

/** Where a decision stands in the source. */
export interface SourceRef {
  readonly function: string;
  readonly file: string;
  /** Null where it stands in a mail alone; then `tag` says in which. */
  readonly line: number | null;
  readonly tag: string;
  /** The public source at that place, or the mail in the public archive. */
  readonly url: string;
  /** Message-Id of the mail, where there is nothing else. */
  readonly mail: string | null;
}

const GITWEB = 'https://xenbits.xen.org/gitweb/?p=';
const QUBES = 'https://github.com/QubesOS';
const ARCHIVE = 'https://lore.kernel.org/xen-devel/';

/** Which lines the places are, in a sentence or two: said once wherever many of them are shown. */
export const SOURCES_NOTE = `Lines of Xen are those of the release or commit of the design; lines of QEMU those of ${QEMU_TAGS[0]} (QEMU 5.1), the newest tag of Xen’s QEMU tree that was at hand, or of ${QEMU_TAGS[1]} for QEMU before it latched messages. A line of a .patch file is a line of the patch, at commit ${STUBDOM_COMMIT} of qubes-vmm-xen-stubdom-linux or ${XEN_PATCHES_COMMIT} of qubes-vmm-xen. What was only posted or proposed names its mail; what a proposal leaves open is taken from Xen 4.19.`;

/** The place in the source that decides `rule` in `design`; null for facts of the guest or the device. */
export function sourceOf(rule: RuleId, design: Design): SourceRef | null {
  const citation = citationOf(rule, design);
  if (citation === null) return null;
  if (citation.repository === 'mail') {
    const { file, mail } = citation;
    const url = `${ARCHIVE}${encodeURIComponent(mail.id).replaceAll('%40', '@')}/`;
    return { function: citation.function, file, line: null, tag: mail.title, url, mail: mail.id };
  }
  const tag = tagOf(citation, design);
  if (tag === null) return null;
  const file = fileOf(citation, tag);
  const line = LINES[rule]?.[tag] ?? null;
  const url = urlOf(citation.repository, file, tag, line);
  return { function: citation.function, file, line, tag, url, mail: null };
}

function citationOf(rule: RuleId, { xen }: Design): Citation | null {
  const known = CITATIONS[rule] ?? null;
  const proposed = xen.proposal === undefined ? undefined : PROPOSALS[xen.proposal][rule];
  if (typeof proposed !== 'string') return proposed ?? known;
  return known?.repository === 'xen' ? { ...known, tag: proposed } : known;
}

function tagOf({ repository, tag }: CodeCitation, design: Design): string | null {
  if (tag !== undefined) return tag;
  switch (repository) {
    case 'xen':
      return design.xen.sourceTag;
    case 'qemu':
      return design.deviceModel.sourceTag;
    case 'stubdom':
      return STUBDOM_COMMIT;
    case 'xen-patches':
      return XEN_PATCHES_COMMIT;
  }
}

/** Path of the cited file at `tag`. */
export function fileOf({ file }: CodeCitation, tag: string): string {
  return typeof file === 'string' ? file : file[QEMU_TAGS.find((known) => known === tag) ?? QEMU_TAGS[0]];
}

const PROJECTS = { stubdom: 'qubes-vmm-xen-stubdom-linux', 'xen-patches': 'qubes-vmm-xen' } as const;

function urlOf(
  repository: CodeCitation['repository'],
  file: string,
  tag: string,
  line: number | null,
): string {
  if (repository === 'stubdom' || repository === 'xen-patches')
    return `${QUBES}/${PROJECTS[repository]}/blob/${tag}/${file}${line === null ? '' : `#L${line}`}`;
  const project = repository === 'xen' ? 'xen.git' : 'qemu-xen.git';
  return `${GITWEB}${project};a=blob;f=${file};hb=${tag}${line === null ? '' : `#l${line}`}`;
}
