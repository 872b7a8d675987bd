import { LineCounter, parseDocument, stringify, visit } from 'yaml';
import { CellScenarioRequest, type CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import { explain, pointerOf } from '../../../../src/contract/explain.js';
import { isMap } from '../../../../src/contract/plain.js';

export interface FileFault {
  /** from 1 */
  line: number;
  detail: string;
}

export type TakenFile = { ok: true; document: CellScenarioDocument } | { ok: false; faults: FileFault[] };

/** The question as a file. */
export const fileText = (document: unknown): string => stringify(document, { lineWidth: 120 });

/** Whether the contract accepts a document as a question about a site. */
export const isQuestion = (document: unknown): document is CellScenarioDocument => CellScenarioRequest.safeParse(document).success;

/** A file as a question about a site, or what is wrong with it, by line. */
export function takeFile(text: string): TakenFile {
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
  if (isQuestion(document)) return { ok: true, document };
  const explained = explain(CellScenarioRequest, isMap(document) ? document : {});
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
