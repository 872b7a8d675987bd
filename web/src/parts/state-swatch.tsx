import { SIGN_LETTERS, type LetteredSign } from '../theme/palette.js';
import { stateFill, stateInk } from '../theme/state-fill.js';

/** Fill, pattern and letter of a state, as legends and lists show it. */
export function StateSwatch({ family, size = 20 }: { family: LetteredSign; size?: number }) {
  return (
    <svg className="swatch" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <rect x="0.5" y="0.5" width={size - 1} height={size - 1} rx="2" fill={stateFill(family)} stroke="var(--twin-outline)" />
      <rect x={size * 0.2} y={size * 0.16} width={size * 0.6} height={size * 0.68} rx="2" fill={`var(--state-${family})`} />
      <text x={size / 2} y={size / 2} dy="0.36em" textAnchor="middle" fontSize={size * 0.58} fontWeight="700" fill={stateInk(family)}>
        {SIGN_LETTERS[family]}
      </text>
    </svg>
  );
}
