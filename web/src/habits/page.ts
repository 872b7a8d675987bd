import { useEffect, useRef } from 'react';
import type { Shortcut } from './shortcuts.js';
import { shownList } from './shown-list.js';

/** What a key does on this page. */
export interface PageKey {
  id: Shortcut;
  act: () => void;
}

/** Over which time a page tells, as the server takes it. */
export interface PageWindow {
  from: string;
  to: string;
  /** the longest that is told of at once [s] */
  mostS: number;
  /** when it begins, where its text does not say it */
  beganUs: number | null;
  change: (next: { from: string; to: string }) => void;
}

/** Figures of a page that can be had as a file. */
export interface PageFile {
  name: string;
  give: () => void;
}

export const pageKeys = shownList<PageKey>();
export const pageWindows = shownList<PageWindow>();
export const pageFiles = shownList<PageFile>();

/** Does something when its keys are pressed, while this is shown and `able`. */
export function useShortcut(id: Shortcut, act: () => void, able = true): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => (able ? pageKeys.add({ id, act: () => latest.current() }) : undefined), [id, able]);
}

/** Says over which time the page tells: keys then move it, and links, files and prints name it. */
export function usePageWindow({ from, to, mostS, beganUs, change }: PageWindow): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => pageWindows.add({ from, to, mostS, beganUs, change: (next) => latest.current(next) }), [from, to, mostS, beganUs]);
}

/** Offers figures as a file among all those of the page. */
export function usePageFile(name: string, give: () => void): void {
  const latest = useRef(give);
  latest.current = give;
  useEffect(() => pageFiles.add({ name, give: () => latest.current() }), [name]);
}
