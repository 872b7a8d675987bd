import { SimTag } from '../parts/tag.js';

export interface LegendEntry {
  label: string;
  kind: 'measured' | 'simulated' | 'plan';
  band?: 'filled' | 'hatched';
}

/** What the curves of a chart are. */
export function Legend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul className="legend">
      {entries.map(({ label, kind, band }) => (
        <li key={label}>
          <svg width="26" height="12" aria-hidden="true">
            {band && <rect x="0" y="1" width="26" height="10" fill={band === 'filled' ? 'var(--twin-simFill)' : 'url(#simulated)'} />}
            <line
              x1="0"
              x2="26"
              y1={band === 'hatched' ? 1 : 6}
              y2={band === 'hatched' ? 1 : 6}
              stroke={`var(--twin-${kind === 'measured' ? 'ink' : kind === 'plan' ? 'muted' : 'sim'})`}
              strokeWidth={kind === 'measured' ? 2 : 1.6}
              strokeDasharray={kind === 'simulated' ? '6 4' : kind === 'plan' ? '1 4' : undefined}
              strokeLinecap={kind === 'plan' ? 'round' : 'butt'}
            />
          </svg>
          {label}
          {kind === 'simulated' && <SimTag />}
        </li>
      ))}
    </ul>
  );
}
