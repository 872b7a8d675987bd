/** Names that stand in a sentence in {{}}. */
export type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;

/** What the sentence of a code needs. */
export type ValuesOf<Sentences extends Record<string, string>, Code extends keyof Sentences> = Record<Names<Sentences[Code]>, string | number>;

/** A sentence with its values. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** Reads sentences back that were filled in: the code and the values, of several the one that says most; null for one that is none of these. */
export function readerOf<Code extends string>(sentences: Readonly<Record<Code, string>>, around = { before: '', after: '' }) {
  const patterns = (Object.keys(sentences) as Code[])
    .map((code) => {
      const escaped = sentences[code].replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\{(\w+)\}\}/g, '(?<$1>.+?)');
      const said = sentences[code].replace(/\{\{\w+\}\}/g, '').length;
      return { code, said, pattern: new RegExp(`^${around.before}${escaped}${around.after}$`, 's') };
    })
    .sort((a, b) => b.said - a.said);
  return (sentence: string): { code: Code; values: Record<string, string> } | null => {
    for (const { code, pattern } of patterns) {
      const found = pattern.exec(sentence);
      if (found) return { code, values: Object.fromEntries(Object.entries(found.groups ?? {}).filter(([, value]) => value !== undefined)) };
    }
    return null;
  };
}
