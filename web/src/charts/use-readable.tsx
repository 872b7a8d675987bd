import type { ReactNode } from 'react';
import { Reading } from './reading.js';
import { useCursor, type Cursor } from './use-cursor.js';

interface Readable {
  /** place of what is read; null: nothing is */
  at: number | null;
  /** for the svg: it can have the focus, and its keys move the cursor */
  svg: { role: 'img'; 'aria-label': string; tabIndex: 0; onKeyDown: Cursor['onKeyDown'] };
  /** for what is drawn of the i-th thing: a class where it is read */
  mark: (i: number) => string;
  /** below the chart: what is read, in words */
  reading: ReactNode;
}

/** A chart whose things can be read one after another by arrow keys, each by what is said of it. */
export function useReadable(label: string, said: readonly string[]): Readable {
  const { at, onKeyDown } = useCursor(said.length);
  return {
    at,
    svg: { role: 'img', 'aria-label': label, tabIndex: 0, onKeyDown },
    mark: (i) => (i === at ? 'read' : ''),
    reading: <Reading text={at === null ? null : said[at]!} />,
  };
}
