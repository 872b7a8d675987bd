import { isPair, isScalar, isSeq, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';

/** Where in a document somebody writes. */
export interface CursorPlace {
  /** Keys, and indexes of lists, that lead to what is written: to the keys and values around a key, or to a value. */
  steps: (string | number)[];
  /** A key; a value; or either, where a line has only begun. */
  what: 'key' | 'value' | 'either';
  /** The word that is written: from where to where in the text. */
  from: number;
  to: number;
  /** The document without the word. */
  document: unknown;
}

/** Stands for the word while the document is parsed: no plant file has such a key. */
const MARK = 'zz_written_here_zz';
const WORD_BEFORE = /[\w./-]*$/;
const WORD_AFTER = /^[\w./-]*/;

/** The place of a cursor in a YAML text, right or not yet; null in comments, in quotes, and where nothing can be told. */
export function cursorPlace(text: string, position: number): CursorPlace | null {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  const before = text.slice(lineStart, position);
  const word = WORD_BEFORE.exec(before)![0];
  const head = before.slice(0, before.length - word.length);
  if (isComment(head) || isQuoted(head)) return null;
  if (head !== '' && !/[\s[{,]$/.test(head)) return null;
  const from = position - word.length;
  const to = position + WORD_AFTER.exec(text.slice(position))![0].length;
  const rest = /^[^\n]*/.exec(text.slice(to))![0];
  const begins = /^\s*(- +)*$/.test(head) && /^\s*(#.*)?$/.test(rest);
  const document = parseDocument(`${text.slice(0, from)}${MARK}${begins ? ':' : ''}${text.slice(to)}`, { prettyErrors: false });
  const found = stepsToMark(document);
  return found && { ...found, what: begins ? 'either' : found.what, from, to, document: plain(document) };
}

const isComment = (head: string): boolean => /(^|\s)#/.test(head.replace(/'[^']*'|"[^"]*"/g, ''));
const isQuoted = (head: string): boolean => ["'", '"'].some((quote) => head.split(quote).length % 2 === 0);

function stepsToMark(document: Document): Pick<CursorPlace, 'steps' | 'what'> | null {
  let found: Pick<CursorPlace, 'steps' | 'what'> | null = null;
  visit(document, {
    Scalar: (where, scalar, path) => {
      if (scalar.value !== MARK) return undefined;
      const steps = stepsOf([...path, scalar]);
      found = where === 'key' ? { steps: steps.slice(0, -1), what: 'key' } : { steps, what: 'value' };
      return visit.BREAK;
    },
  });
  return found;
}

function stepsOf(path: readonly (Document | Node | Pair)[]): (string | number)[] {
  return path.flatMap<string | number>((node, i) => {
    if (isPair(node)) return [String(isScalar(node.key) ? node.key.value : node.key)];
    return isSeq(node) ? [node.items.indexOf(path[i + 1])] : [];
  });
}

/** A document that is not yet right may not be known. */
function plain(document: Document): unknown {
  visit(document, {
    Pair: (_, pair) => (isScalar(pair.key) && pair.key.value === MARK ? visit.REMOVE : undefined),
    Scalar: (_, scalar) => (scalar.value === MARK ? visit.REMOVE : undefined),
  });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return null;
  }
}
