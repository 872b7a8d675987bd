import type { Language } from './language.js';

/** CSV as spreadsheets of the language open it by a click: in French semicolons and decimal commas. A byte-order mark says that it is UTF-8. */
export function csvText(rows: readonly (readonly (string | number | null)[])[], language: Language): string {
  const separator = language === 'fr' ? ';' : ',';
  const cell = (value: string | number | null) => {
    if (value === null) return '';
    if (typeof value === 'number') return language === 'fr' ? String(value).replace('.', ',') : String(value);
    return /[",;\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
}
