/** French puts a no-break space inside guillemets, a narrow no-break space before ; ? ! and a no-break space before the colon and the percent sign. */
export function typeset<T>(words: T): T {
  if (typeof words === 'string')
    return words
      .replace(/«\s*/g, '«\u00a0')
      .replace(/\s*»/g, '\u00a0»')
      .replace(/ ([;?!])/g, '\u202f$1')
      .replace(/ ([:%])/g, '\u00a0$1') as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, typeset(value as unknown)])) as T;
}
