/** A name for files about something people named: lower case, digits and letters, `scenario` when none are left. */
export function fileStem(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60) || 'scenario';
}
