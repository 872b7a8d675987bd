/** The site of an equipment path as a name: valclair as Valclair. */
export const siteName = (site: string) => site.replace(/(^|-)(\p{L})/gu, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
