import { parse } from 'yaml';
import { suggestion } from '../contract/nearest.js';
import { CliFault, EXIT } from './io.js';

type Json = Record<string, unknown> | unknown[];

/**
 * Puts a value into a document: `stations.cartoner.rate=120 /min`. The steps of the path are keys, numbers in a list, or
 * the ids of its entries; the value is YAML. The document is changed.
 */
export function setValue(document: unknown, assignment: string): void {
  const equals = assignment.indexOf('=');
  if (equals <= 0) throw new CliFault(EXIT.usage, `--set ${assignment}: expected path=value, for example stations.cartoner.rate="120 /min"`);
  const path = assignment.slice(0, equals).split('.');
  const value: unknown = valueOf(assignment.slice(equals + 1), assignment);
  let place = document as Json;
  for (const [index, step] of path.entries()) {
    const key = keyOf(place, step, assignment);
    if (index === path.length - 1) (place as Record<string | number, unknown>)[key] = value;
    else {
      const next = (place as Record<string | number, unknown>)[key];
      if (typeof next !== 'object' || next === null)
        throw new CliFault(EXIT.validation, `--set ${assignment}: there is nothing below "${path.slice(0, index + 1).join('.')}"`);
      place = next as Json;
    }
  }
}

function valueOf(text: string, assignment: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new CliFault(EXIT.usage, `--set ${assignment}: the value is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

function keyOf(place: Json, step: string, assignment: string): string | number {
  if (!Array.isArray(place)) return step;
  const ids = place.map((entry) => (entry as { id?: unknown } | null)?.id).filter((id) => typeof id === 'string');
  const index = /^\d+$/.test(step) ? Number(step) : place.findIndex((entry) => (entry as { id?: unknown } | null)?.id === step);
  if (index >= 0 && index < place.length) return index;
  throw new CliFault(EXIT.validation, `--set ${assignment}: there is no "${step}"${suggestion(step, ids, (list) => `; there are ${list}`)}`);
}
