/** A note as the key of a list. */
export const noteId = ({ code, values }: { code: string; values: Readonly<Record<string, string | number>> }): string =>
  `${code} ${Object.values(values).join(' ')}`;
