/** Offers `text` to the person as a file to be saved. */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the contents by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
