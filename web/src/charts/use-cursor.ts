import { useState, type KeyboardEvent } from 'react';

export interface Cursor {
  /** place of what is read; null: nothing is */
  at: number | null;
  put: (at: number | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Which of `count` things of a chart is read: arrow keys go from one to the next, Escape puts the cursor away. */
export function useCursor(count: number): Cursor {
  const [at, put] = useState<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    put((known) => (step === 0 || count === 0 ? null : known === null ? 0 : Math.max(0, Math.min(count - 1, known + step))));
  };
  return { at: at !== null && at < count ? at : null, put, onKeyDown };
}

const STEPS: Readonly<Record<string, number | undefined>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Escape: 0 };
