import { useState, type KeyboardEvent } from 'react';

export interface Cursor {
  /** place of what is read; null: nothing is */
  at: number | null;
  put: (at: number | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Moves {
  /** how far a key goes; 0 puts the cursor away */
  steps?: Readonly<Record<string, number | undefined>>;
  /** a first step back begins at the end */
  backFromEnd?: boolean;
}

/** Which of `count` things of a chart is read: keys go from one to another, by default arrows to the next, and Escape puts the cursor away. */
export function useCursor(count: number, { steps = STEPS, backFromEnd = false }: Moves = {}): Cursor {
  const [at, put] = useState<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const first = backFromEnd && step < 0 ? count - 1 : 0;
    put((known) => (step === 0 || count === 0 ? null : known === null ? first : Math.max(0, Math.min(count - 1, known + step))));
  };
  return { at: at !== null && at < count ? at : null, put, onKeyDown };
}

const STEPS: Readonly<Record<string, number | undefined>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Escape: 0 };
