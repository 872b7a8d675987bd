import { SourceFault, type ReadRow, type SourceValue } from './source-row.js';

const LONGEST_LINE = 1024 * 1024; // characters

/** Rows of a file with a JSON object a line. A wanted name is a key, or keys joined by points. */
export async function* jsonlSource(pieces: AsyncIterable<string>, wanted: readonly string[]): AsyncGenerator<ReadRow[], void> {
  let rest = '';
  let line = 0;
  for await (const piece of pieces) {
    const lines = (line === 0 && rest === '' ? piece.replace(/^\uFEFF/, '') : rest + piece).split('\n');
    rest = lines.pop()!;
    const block = lines.flatMap((text) => rowOf(text, ++line, wanted));
    if (rest.length > LONGEST_LINE) throw new SourceFault(`this line is longer than ${LONGEST_LINE} characters`, line + 1, 1);
    yield block;
  }
  yield rowOf(rest, ++line, wanted);
}

/** The row of a line; none of an empty one. */
function rowOf(text: string, line: number, wanted: readonly string[]): ReadRow[] {
  if (text.trim() === '') return [];
  const bad = (problem: string, column = 1): ReadRow[] => [{ ok: false, line, column, problem }];
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec((error as Error).message)?.[1];
    return bad('expected a JSON object', place === undefined ? 1 : Number(place) + 1);
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return bad('expected a JSON object');
  const values: SourceValue[] = [];
  for (const name of wanted) {
    const value = valueAt(object as Record<string, unknown>, name);
    if (typeof value === 'object' && value !== null) return bad(`expected a single value in "${name}"`, keyPlace(text, name));
    values.push((value ?? null) as SourceValue);
  }
  return [{ ok: true, line, values, decimal: null, placeOf: (index) => ({ line, column: keyPlace(text, wanted[index]!) }) }];
}

function valueAt(object: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const point = name.indexOf('.');
  const inner = point < 0 || !Object.hasOwn(object, name.slice(0, point)) ? undefined : object[name.slice(0, point)];
  return typeof inner === 'object' && inner !== null ? valueAt(inner as Record<string, unknown>, name.slice(point + 1)) : undefined;
}

const keyPlace = (text: string, name: string): number => Math.max(text.indexOf(`"${name}"`), text.indexOf(`"${name.split('.').at(-1)}"`), 0) + 1;
