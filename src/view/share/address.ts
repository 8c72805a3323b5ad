/** The address of the app without its fragment: what a link is put behind. */
export const appAddress = (): string => location.href.replace(/#.*$/s, '');
