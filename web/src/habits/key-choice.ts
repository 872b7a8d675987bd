import { keep, kept } from '../shell/kept.js';
import { isShortcut, type Shortcut } from './shortcuts.js';

/** Which shortcuts a person wants: none, or all without some. */
export interface KeyChoice {
  off: boolean;
  without: readonly Shortcut[];
}

export const ALL_KEYS: KeyChoice = { off: false, without: [] };
const KEY = 'twin.keys';

/** A choice as it was kept; all keys where that cannot be read. */
export function readKeyChoice(text: string | null): KeyChoice {
  try {
    const found: unknown = JSON.parse(text ?? '');
    if (typeof found !== 'object' || found === null) return ALL_KEYS;
    const { off, without } = found as { off?: unknown; without?: unknown };
    return { off: off === true, without: Array.isArray(without) ? without.filter(isShortcut) : [] };
  } catch {
    return ALL_KEYS;
  }
}

/** Those of the shortcuts that are wanted. */
export const wanted = (ids: readonly Shortcut[], { off, without }: KeyChoice): Shortcut[] => (off ? [] : ids.filter((id) => !without.includes(id)));

let choice: KeyChoice | null = null;
const listeners = new Set<() => void>();

export const keyChoice = (): KeyChoice => (choice ??= readKeyChoice(kept(KEY)));

export function chooseKeys(next: KeyChoice): void {
  choice = next;
  keep(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function onKeyChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
