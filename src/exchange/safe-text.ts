/** A text that a spreadsheet would take for a formula, or that was made safe before. */
const TAKEN_FOR_FORMULA = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe stands before = + - @ tab and return. */
export const guarded = (text: string): string => (TAKEN_FOR_FORMULA.test(text) ? `'${text}` : text);

/** The text that was made safe. */
export const unguarded = (text: string): string => (text.startsWith("'") && TAKEN_FOR_FORMULA.test(text) ? text.slice(1) : text);
