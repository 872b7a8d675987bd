import { createContext, use } from 'react';
import type { Formats } from '../format/formats.js';

/** How values are written on this board. */
export const WallFormat = createContext<Formats | null>(null);

/** Throws outside of WallFormat. */
export function useWallFormat(): Formats {
  const format = use(WallFormat);
  if (!format) throw new Error('useWallFormat outside of WallFormat');
  return format;
}
