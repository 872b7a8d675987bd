export type DecimalMark = '.' | ',';

const WITH_POINT = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const WITH_COMMA = /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/;

/** The number that a text is in a decimal mark; null where it is none, or one that no double holds. */
export function textAsNumber(text: string, decimal: DecimalMark): number | null {
  if (!(decimal === ',' ? WITH_COMMA : WITH_POINT).test(text)) return null;
  const number = Number(decimal === ',' ? text.replace(',', '.') : text);
  return Number.isFinite(number) ? number : null;
}

/** Leading zeros, and more digits than a double holds, are those of a name. */
export const looksLikeName = (text: string, number: number): boolean => /^[+-]?0\d/.test(text) || (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number));
