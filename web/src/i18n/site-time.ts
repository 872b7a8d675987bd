/** Sentences that say a time in UTC, for screens: these fill in that of the site. */
export const inSiteTime = <Code extends string>(sentences: Readonly<Record<Code, string>>): Record<Code, string> =>
  Object.fromEntries(Object.entries<string>(sentences).map(([code, sentence]) => [code, sentence.replace('{{since}} UTC', '{{since}}')])) as Record<
    Code,
    string
  >;
