/** Names that stand in a sentence in {{}}. */
export type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;

/** What the sentence of a code needs. */
export type ValuesOf<Sentences extends Record<string, string>, Code extends keyof Sentences> = Record<Names<Sentences[Code]>, string | number>;

/** A sentence with its values. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
