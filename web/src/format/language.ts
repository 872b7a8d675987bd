export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français' };

/** en-GB: days before months and 24 hours, as in a plant. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

/** Narrow no-break space. */
export const THIN = '\u202f';
