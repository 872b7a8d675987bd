/** Mean width of a letter of the names in charts [px]. */
export const LETTER = 7.2;

/** A name that fits into so many pixels; cut off where it does not. */
export function shorten(text: string, px: number): string {
  const room = Math.floor(px / LETTER + 1e-6);
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}
