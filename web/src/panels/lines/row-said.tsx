import type { ReactNode } from 'react';

/** What a row has to say in a sentence, below its figures, where it is read whole. */
export function RowSaid({ children }: { children: ReactNode }) {
  return (
    <span className="line-row-said">
      <b className="mark-deviation" aria-hidden="true">
        ≠
      </b>{' '}
      {children}
    </span>
  );
}
