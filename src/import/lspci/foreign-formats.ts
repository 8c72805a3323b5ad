/** Texts about PCI devices that are not from lspci: what they are, and what to run instead. */

interface Format {
  /** A line that only this format has. */
  readonly line: RegExp;
  readonly code: 'not-verbose' | 'not-lspci';
  /** What the text is; the command to run follows it. */
  readonly what: string;
  /** Said instead of the usual command. */
  readonly instead?: string;
}

const FORMATS: readonly Format[] = [
  {
    line: /^[-+\\|[ ]*\[[0-9a-f]{4,8}:[0-9a-f]{2}(?:-[0-9a-f]{2})?\]-/i,
    code: 'not-verbose',
    what: 'This is the tree of lspci -t, which shows no capabilities.',
  },
  {
    line: /^(?:Slot: ?)?[0-9a-f:]{5,14}\.[0-7](?: "|$)/i,
    code: 'not-verbose',
    what: 'This is a listing for programs (lspci -m) or of slots only, which shows no capabilities.',
  },
  {
    line: /^\w{1,32}@pci\d{1,5}:\d{1,3}:\d{1,2}:\d: ?\w/,
    code: 'not-lspci',
    what: 'This is the output of pciconf of FreeBSD, which is not read here.',
    instead: 'lspci can be had there too: pkg install pciutils, then, as root, lspci -vv',
  },
  {
    line: /^(?:0x)?[0-9a-f]{4,16}:? ?(?:0x)?[0-9a-f]{2} (?:[0-9a-f]{2} ){6,14}[0-9a-f]{2}(?: ?\|.{0,16}\|?)?$/i,
    code: 'not-lspci',
    what: 'This is a hex dump as hexdump -C or od prints it.',
    instead: 'Let lspci print the bytes, which names the device as well: sudo lspci -xxxx -s SLOT',
  },
  {
    line: /^[0-9a-f]{4,16}: (?:[0-9a-f]{4} ){3,8}/i,
    code: 'not-lspci',
    what: 'This is a hex dump as xxd prints it.',
    instead: 'Let lspci print the bytes, which names the device as well: sudo lspci -xxxx -s SLOT',
  },
  {
    line: /^(?:\*-[a-z]+(?::\d+)?(?: [A-Z]+)?|bus info: pci@[0-9a-f:.]+)$/,
    code: 'not-lspci',
    what: 'This is the output of lshw, which shows no MSI-X table.',
  },
  {
    line: /^(?:\S+ )?[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]: /i,
    code: 'not-lspci',
    what: 'This looks like a log of the kernel or of a driver, which tells no layout.',
  },
  {
    line: /PCI\\VEN_[0-9A-F]{4}&DEV_[0-9A-F]{4}/i,
    code: 'not-lspci',
    what: 'This is a hardware id of Windows, which tells no layout.',
    instead:
      'Start Linux on the machine, from a live medium if need be, and paste the output of: sudo lspci -vv',
  },
  {
    line: /^0x[0-9a-f]{4}: (?:Vendor ID|Command|Class): /i,
    code: 'not-lspci',
    what: 'This is the output of pcidump of OpenBSD, which is not read here.',
    instead: 'lspci can be had there too: pkg_add pciutils, then, as root, lspci -vv',
  },
  {
    line: /^(?:-?\S{0,20}: )?(?:lspci: )?(?:command not found|lspci: (?:command )?not found)/i,
    code: 'not-lspci',
    what: 'The text says that lspci is not installed.',
    instead:
      'It is in the package pciutils (apt install pciutils, dnf install pciutils). Then run: sudo lspci -vv',
  },
  {
    line: /^Content-Transfer-Encoding: base64$/i,
    code: 'not-lspci',
    what: 'This is the source of a mail whose text is encoded (base64).',
    instead: 'Copy the text of the mail as the mail program shows it.',
  },
];

/** What a text is by its `lines`, with what to do instead; null when nothing is recognised. `howTo`: the usual command. */
export function foreignFormat(
  lines: readonly string[],
  howTo: string,
): { readonly code: string; readonly message: string } | null {
  const format = FORMATS.find(({ line }) => lines.some((text) => text.length < 500 && line.test(text)));
  if (format === undefined) return null;
  const { code, what, instead } = format;
  const end = instead === undefined ? howTo : instead;
  return { code, message: `${what} ${end}` };
}

/** True for a file that is no text: signs that no text has are a good part of its beginning. */
export function isBinary(text: string): boolean {
  const beginning = text.slice(0, 2000);
  const odd = beginning.replace(/[^\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g, '').length;
  return odd > 3 && odd > beginning.length / 20;
}
