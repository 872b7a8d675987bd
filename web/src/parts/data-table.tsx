import type { ReactNode } from 'react';

export interface Table {
  head: string[];
  rows: ReactNode[][];
  /** What tells the rows apart where their order may change while something in them is open. */
  keys?: readonly string[];
}

/** A plain table: the first column is words, the others are figures, or words too. */
export function DataTable({ head, rows, keys, caption, words = false }: Table & { caption: string; words?: boolean }) {
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className={words ? 'table table-words' : 'table'}>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={keys?.[i] ?? i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={j} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={j} data-label={words ? head[j] : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
