import type { Bilingual } from './units.js';

type Language = keyof Bilingual;
type Forms = readonly [one: string, many: string];

/** What is counted where a file does not say of what. */
export const ANY_ITEM = 'item';

/** Items of plant files in both languages. An item that is not listed keeps the name its plant file gives it. */
const ITEMS: Record<string, Record<Language, Forms>> = {
  [ANY_ITEM]: { en: ['item', 'items'], fr: ['unité', 'unités'] },
  tablet: { en: ['tablet', 'tablets'], fr: ['comprimé', 'comprimés'] },
  blister: { en: ['blister', 'blisters'], fr: ['blister', 'blisters'] },
  carton: { en: ['carton', 'cartons'], fr: ['étui', 'étuis'] },
  case: { en: ['case', 'cases'], fr: ['caisse', 'caisses'] },
  pallet: { en: ['pallet', 'pallets'], fr: ['palette', 'palettes'] },
  vial: { en: ['vial', 'vials'], fr: ['flacon', 'flacons'] },
  bottle: { en: ['bottle', 'bottles'], fr: ['flacon', 'flacons'] },
  syringe: { en: ['syringe', 'syringes'], fr: ['seringue', 'seringues'] },
  box: { en: ['box', 'boxes'], fr: ['boîte', 'boîtes'] },
};

/** The name of an item for a count: one tablet, 1.5 tablets, 0 comprimé, 2 comprimés. */
export function itemName(language: Language, item: string, count = 2): string {
  const forms = ITEMS[item]?.[language];
  if (!forms) return item;
  const one = language === 'fr' ? Math.abs(count) < 2 : Math.abs(count) === 1;
  return one ? forms[0] : forms[1];
}
