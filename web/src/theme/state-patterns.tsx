import { STATE_FILLS } from './palette.js';
import type { StateFamily } from '../../../src/contract/packml.js';

const line = { strokeWidth: 1.4, fill: 'none' } as const;

/** What is drawn over a fill, so that states differ without colour. A tile is 8 by 8. */
const DRAWN: Partial<Record<StateFamily, React.ReactNode>> = {
  held: <path {...line} d="M-2 10 10 -2M-2 2 2 -2M6 10 10 6" opacity={0.5} />,
  changeover: <circle cx="4" cy="4" r="1.3" stroke="none" fill="currentColor" opacity={0.6} />,
  planned: <path {...line} d="M0 8 8 0" opacity={0.25} />,
  down: <path {...line} d="M0 0 8 8M0 8 8 0" opacity={0.38} />,
  unknown: <path {...line} d="M0 0 8 8" opacity={0.55} />,
};

/** Defined once a page; `stateFill` refers to them. */
export function StatePatterns() {
  const families = [...(Object.keys(STATE_FILLS.light) as StateFamily[]), 'unknown' as const];
  return (
    <svg width="0" height="0" className="patterns" aria-hidden="true">
      <defs>
        {families.map((family) => (
          <pattern key={family} id={`state-${family}`} width="8" height="8" patternUnits="userSpaceOnUse" style={{ color: `var(--state-${family}-ink)` }}>
            <rect width="8" height="8" fill={`var(--state-${family})`} />
            <g stroke="currentColor">{DRAWN[family]}</g>
          </pattern>
        ))}
        <pattern id="simulated" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 6 0" stroke="var(--twin-sim)" strokeWidth="1" opacity={0.55} />
        </pattern>
        <pattern id="stale" width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M0 0 8 8" stroke="var(--twin-muted)" strokeWidth="1.2" opacity={0.5} />
        </pattern>
      </defs>
    </svg>
  );
}
