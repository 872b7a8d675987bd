import { keep, kept } from '../shell/kept.js';

const KEY = 'twin.recent';
const MOST = 30;

/** Paths with the one in front that was looked at last. */
export const withRecent = (paths: readonly string[], path: string): string[] => [path, ...paths.filter((each) => each !== path)].slice(0, MOST);

export function readRecent(text: string | null): string[] {
  try {
    const found: unknown = JSON.parse(text ?? '');
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** Paths that were looked at in this browser, the last one first. */
export const recentPaths = (): string[] => readRecent(kept(KEY));

export const noteVisit = (path: string): void => keep(KEY, JSON.stringify(withRecent(recentPaths(), path)));
