import type { ReactNode } from 'react';

/** A table of rows that make themselves; on narrow screens each is a block, whose cells have their head as data-label. */
export function WideTable({ caption, heads, children }: { caption: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <div className="table-scroll">
      <table className="units">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
