import { SIGN_LETTERS, type Sign } from './palette.js';

const line = { strokeWidth: 1.4, fill: 'none' } as const;

/** What is drawn over a fill, so that states differ without colour. A tile is 8 by 8. */
const DRAWN: Partial<Record<Sign, React.ReactNode>> = {
  held: <path {...line} d="M-2 10 10 -2M-2 2 2 -2M6 10 10 6" opacity={0.5} />,
  changeover: <circle cx="4" cy="4" r="1.3" stroke="none" fill="currentColor" opacity={0.6} />,
  planned: <path {...line} d="M0 8 8 0" opacity={0.25} />,
  down: <path {...line} d="M0 0 8 8M0 8 8 0" opacity={0.38} />,
  unknown: <path {...line} d="M0 0 8 8" opacity={0.55} />,
  standby: <path {...line} d="M0 2h8M0 6h8" strokeWidth={0.8} opacity={0.35} />,
  stopped: <path d="M0 4 4 0H8L0 8zM4 8 8 4V8z" fill="var(--state-held)" stroke="none" />,
};

/** Defined once a page; `stateFill` refers to them. */
export function StatePatterns() {
  const signs = [...(Object.keys(SIGN_LETTERS) as Sign[]), 'stopped' as const];
  return (
    <svg width="0" height="0" className="patterns" aria-hidden="true">
      <defs>
        {signs.map((sign) => (
          <pattern key={sign} id={`state-${sign}`} width="8" height="8" patternUnits="userSpaceOnUse" style={{ color: `var(--state-${sign}-ink)` }}>
            <rect width="8" height="8" fill={`var(--state-${sign})`} />
            <g stroke="currentColor">{DRAWN[sign]}</g>
          </pattern>
        ))}
        <pattern id="simulated" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 6 0" stroke="var(--twin-sim)" strokeWidth="1" opacity={0.55} />
        </pattern>
        <pattern id="unmetered" width="7" height="7" patternUnits="userSpaceOnUse">
          <rect width="7" height="7" fill="var(--twin-raised)" />
          <circle cx="2" cy="2" r="1.1" fill="var(--twin-muted)" />
          <circle cx="5.5" cy="5.5" r="1.1" fill="var(--twin-muted)" />
        </pattern>
        <pattern id="stale" width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M0 0 8 8" stroke="var(--twin-muted)" strokeWidth="1.2" opacity={0.5} />
        </pattern>
      </defs>
    </svg>
  );
}
