/** So many runs can stand side by side. */
export const MOST_COMPARED = 6;
