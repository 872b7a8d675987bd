/** Symbols of a formula, with what stands between them: tU, ` * `, PBT. */
export function parts(formula: string): { text: string; symbol: boolean }[] {
  return [...formula.matchAll(/[A-Za-z]\w*|[^A-Za-z]+/g)].map(([text]) => ({ text, symbol: /^[A-Za-z]/.test(text) }));
}

/** The formula with `value` in the place of each symbol, and signs as they are set in type. */
export function filled(formula: string, value: (symbol: string) => string): string {
  return parts(formula)
    .map(({ text, symbol }) => (symbol ? value(text) : typeset(text)))
    .join('');
}

/** Signs of a formula as they are set in type: × for *. */
const typeset = (text: string) => text.replaceAll('*', '×');
