import type { ChangeSpeech } from '../site-question/change-words.js';

type Values = Readonly<Record<string, string | number>>;

/** What stands in a note of a change, as people call it: names for ids, numbers in the language. */
export function noteValues(values: Values, { names, format }: Pick<ChangeSpeech, 'names' | 'format'>): Values {
  const each = (text: string, name: (id: string) => string) => text.split(', ').map(name).join(', ');
  const word = (key: string, value: string | number): string => {
    if (typeof value === 'number') return format.plain(value);
    switch (key) {
      case 'unit':
      case 'units':
        return each(value, names.source);
      case 'zone':
        return names.zone(value);
      case 'utility':
        return names.utility(value);
      case 'carrier':
        return names.carrier(value);
      case 'product':
        return names.product(value);
      default:
        return value;
    }
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, word(key, value)]));
}
