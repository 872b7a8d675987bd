/** either: the file has not told yet, and its delimiter is neither. */
export type DecimalMark = '.' | ',' | 'either';

const NUMBERS: Record<DecimalMark, RegExp> = {
  '.': /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  ',': /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/,
  either: /^[+-]?(\d+[.,]?\d*|[.,]\d+)([eE][+-]?\d+)?$/,
};

/** The number that a text is in a decimal mark; null where it is none, or one that no double holds. */
export function textAsNumber(text: string, decimal: DecimalMark): number | null {
  if (!NUMBERS[decimal].test(text)) return null;
  const number = Number(decimal === '.' ? text : text.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/** Leading zeros, and more digits than a double holds, are those of a name. */
export const looksLikeName = (text: string, number: number): boolean => /^[+-]?0\d/.test(text) || (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number));
