const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  md: 'text/markdown',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

/** Offers `contents` to the person as a file to be saved. What kind of text it is follows from the name. */
export function saveFile(name: string, contents: string | Blob): void {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
  const url = URL.createObjectURL(typeof contents === 'string' ? new Blob([contents], { type }) : contents);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the contents by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
