/** A part of the app that is fetched when it is needed. What the browser says when it cannot helps nobody. */
export async function fetched<File>(part: Promise<File>): Promise<File> {
  try {
    return await part;
  } catch {
    throw new Error('a part of the app could not be fetched: reload the page');
  }
}
