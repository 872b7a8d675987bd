import type { ReactNode } from 'react';

interface Entry {
  id: string;
  label: string;
  fill: string;
}

/** What the areas of a chart are, and what else its legend says. */
export function FillLegend({ entries, children }: { entries: readonly Entry[]; children?: ReactNode }) {
  return (
    <ul className="legend">
      {entries.map(({ id, label, fill }) => (
        <li key={id}>
          <svg width="18" height="12" aria-hidden="true">
            <rect x="0.5" y="0.5" width="17" height="11" fill={fill} stroke="var(--twin-outline)" />
          </svg>
          {label}
        </li>
      ))}
      {children}
    </ul>
  );
}
