import { LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { z } from 'zod';
import { CellScenarioRequest, type CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import { explain, pointerOf } from '../../../../src/contract/explain.js';
import { isMap } from '../../../../src/contract/plain.js';
import { CellSearchRequest, type CellSearchDocument } from '../../../../src/contract/search.js';

export interface FileFault {
  /** from 1 */
  line: number;
  detail: string;
}

export type TakenFile<Document> = { ok: true; document: Document } | { ok: false; faults: FileFault[] };

/** What a file is to be. */
export interface Asked<Document> {
  schema: z.ZodType;
  accepts: (document: unknown) => document is Document;
}

/** The question as a file. */
export const fileText = (document: unknown): string => stringify(document, { lineWidth: 120 });

/** Whether the contract accepts a document as a question about a site. */
export const isQuestion = (document: unknown): document is CellScenarioDocument => CellScenarioRequest.safeParse(document).success;

export const QUESTION: Asked<CellScenarioDocument> = { schema: CellScenarioRequest, accepts: isQuestion };

/** Whether the contract accepts a document as a search over what-ifs of a site. */
export const isSiteSearch = (document: unknown): document is CellSearchDocument => CellSearchRequest.safeParse(document).success;

export const SEARCH: Asked<CellSearchDocument> = { schema: CellSearchRequest, accepts: isSiteSearch };

/** A file as what is asked about a site, or what is wrong with it, by line. */
export function takeFile<Document>(text: string, { schema, accepts }: Asked<Document>): TakenFile<Document> {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  if (parsed.errors.length > 0)
    return { ok: false, faults: parsed.errors.map(({ pos, message }) => ({ line: lineOf(pos[0]), detail: message.split('\n')[0]! })) };
  visit(parsed, {
    // In a what-if +1 is one more, where YAML reads 1.
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source?.startsWith('+')) node.value = node.source;
    },
  });
  const document: unknown = parsed.toJS();
  if (accepts(document)) return { ok: true, document };
  const explained = explain(schema, isMap(document) ? document : {});
  const faults = explained.ok ? [] : explained.faults;
  return {
    ok: false,
    faults: faults.map(({ path, message }) => {
      let at: PropertyKey[] = [...path];
      while (at.length > 0 && !parsed.hasIn(at)) at = at.slice(0, -1);
      const node: unknown = at.length === 0 ? parsed.contents : parsed.getIn(at, true);
      const range = isMap(node) && Array.isArray(node['range']) ? node['range'] : [0];
      return { line: lineOf(Number(range[0])), detail: `${pointerOf(path)} ${message}` };
    }),
  };
}
