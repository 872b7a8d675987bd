import type { Language } from './language.js';

type Forms = readonly [one: string, many: string];

/** Items of plant files in both languages. An item that is not listed keeps the name its plant file gives it. */
const ITEMS: Record<string, Record<Language, Forms>> = {
  tablet: { en: ['tablet', 'tablets'], fr: ['comprimé', 'comprimés'] },
  blister: { en: ['blister', 'blisters'], fr: ['blister', 'blisters'] },
  carton: { en: ['carton', 'cartons'], fr: ['étui', 'étuis'] },
  case: { en: ['case', 'cases'], fr: ['caisse', 'caisses'] },
  pallet: { en: ['pallet', 'pallets'], fr: ['palette', 'palettes'] },
  vial: { en: ['vial', 'vials'], fr: ['flacon', 'flacons'] },
  bottle: { en: ['bottle', 'bottles'], fr: ['flacon', 'flacons'] },
};

/** A name within an English sentence: the tablet press, but PLC. */
export const uncapitalised = (name: string) => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name);

/** The name of an item for a count: one tablet, 1.5 tablets, 0 comprimé, 2 comprimés. */
export function itemName(language: Language, item: string, count = 2): string {
  const forms = ITEMS[item]?.[language];
  if (!forms) return item;
  const one = language === 'fr' ? Math.abs(count) < 2 : Math.abs(count) === 1;
  return one ? forms[0] : forms[1];
}
