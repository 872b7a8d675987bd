/** What keys do, and which: one key, or two one after the other. */
export const SHORTCUTS = {
  help: ['?'],
  search: ['/'],
  overview: ['g', 'o'],
  lines: ['g', 'l'],
  energy: ['g', 'e'],
  scenarios: ['g', 's'],
  alarms: ['g', 'a'],
  data: ['g', 'd'],
  previous: ['['],
  next: [']'],
  earlier: [','],
  later: ['.'],
  wider: ['-'],
  narrower: ['+'],
  now: ['n'],
  freeze: ['f'],
  export: ['e'],
  print: ['p'],
  compare: ['x'],
} as const satisfies Record<string, readonly [string] | readonly [string, string]>;

export type Shortcut = keyof typeof SHORTCUTS;
export const isShortcut = (text: unknown): text is Shortcut => typeof text === 'string' && Object.hasOwn(SHORTCUTS, text);
export const ALL_SHORTCUTS: readonly Shortcut[] = Object.keys(SHORTCUTS).filter(isShortcut);

/** Shortcuts as the help and the settings have them. */
export const SHORTCUT_GROUPS = {
  everywhere: ['help', 'search', 'export', 'print', 'compare'],
  go: ['overview', 'lines', 'energy', 'scenarios', 'alarms', 'data'],
  place: ['previous', 'next'],
  time: ['earlier', 'later', 'wider', 'narrower', 'now', 'freeze'],
} as const satisfies Record<string, readonly Shortcut[]>;

/** So long the second key of two may take [ms]. */
export const SECOND_KEY_MS = 1500;

/** A first key that waits for its second one. */
export interface Begun {
  key: string;
  atMs: number;
}

/** What a key does after another one, of what can be done; `begun`: it may be the first of two. */
export function keyPressed(key: string, atMs: number, before: Begun | null, usable: readonly Shortcut[]): { does: Shortcut | null; begun: Begun | null } {
  const first = before !== null && atMs - before.atMs <= SECOND_KEY_MS ? before.key : null;
  const second = first === null ? undefined : usable.find((id) => SHORTCUTS[id][0] === first && SHORTCUTS[id][1] === key);
  if (second) return { does: second, begun: null };
  const alone = usable.find((id) => SHORTCUTS[id].length === 1 && SHORTCUTS[id][0] === key);
  if (alone) return { does: alone, begun: null };
  const begins = usable.some((id) => SHORTCUTS[id].length === 2 && SHORTCUTS[id][0] === key);
  return { does: null, begun: begins ? { key, atMs } : null };
}
