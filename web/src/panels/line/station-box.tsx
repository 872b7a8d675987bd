import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Deviation, LineView, UnitView } from '../../../../src/contract/stream.js';
import { squeeze, wrap } from '../../charts/text.js';
import { familySinceUs } from '../../format/state.js';
import { useFormat } from '../../parts/use-format.js';
import { STATE_LETTERS } from '../../theme/palette.js';
import { stateFill, stateInk } from '../../theme/state-fill.js';
import { NAME_STEP, nameRoom, SIDE, type Place, type SynopticLayout } from './synoptic-layout.js';

interface Props {
  id: string;
  unit: UnitView;
  view: LineView;
  asOfUs: number;
  place: Place;
  direction: SynopticLayout['direction'];
  holds: boolean;
  deviation: Deviation | null;
  pageOld: boolean;
  reasonName: (code: number) => string;
  selected: boolean;
}

/** Waiting that is shorter is not worth a word [s]. */
const SHORT_S = 10;
const BAND = 30;
/** Room below a station for its mark [px]. */
export const MARK = 22;
/** Size of names [px]. */
export const NAME = 13;
/** Where the word of a band begins [px]. */
const WORD = 30;

/** A station as it stands; it leads to the page of the machine. */
export function StationBox({ id, unit, view, asOfUs, place, direction, holds, deviation, pageOld, reasonName, selected }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const family = t(`families.${unit.family}`);
  const rate = typeof unit.ratePerMin?.value === 'number' ? format.rate(unit.ratePerMin.value) : null;
  const power = typeof unit.powerKw?.value === 'number' ? format.kw(unit.powerKw.value) : null;
  const silent = unit.freshness !== 'live' || unit.family === 'unknown';
  const old = silent || pageOld;
  const since = unit.lastSeenUs === null ? t('fresh.none') : t('line.stale', { time: format.moment(unit.lastSeenUs, asOfUs, view.timezone) });
  const share = deviation && `${format.difference((deviation.ratio - 1) * 100, 0)}\u202f%`;
  const stopped = unit.family === 'down' || unit.family === 'held';
  const { x, y, width, height } = place;
  const across = direction === 'across';
  const name = format.name(unit.name);
  const nominal = t('line.nominal', { rate: format.rate(unit.nominalRatePerMin) });
  const why = unit.reason === null ? null : reasonName(unit.reason);
  const sinceUs = familySinceUs(unit);
  const lastingS = sinceUs === null ? 0 : (asOfUs - sinceUs) / 1e6;
  const lasting = format.duration(lastingS);
  const long = lastingS >= SHORT_S;
  const label = [
    t('line.stationLabel', { unit: name, state: family, rate: rate ? `${rate} ${nominal}` : t('line.noSpeed'), power: power ?? '–' }),
    unit.cause && t(`causes.${unit.cause}`),
    unit.family !== 'producing' && why,
    holds && t('line.holds'),
    silent && since,
  ]
    .filter(Boolean)
    .join(', ');
  const marks = silent
    ? [since]
    : stopped
      ? [why, lasting]
      : [holds && `▲ ${t('line.holds')}`, share && `≠ ${share}`, !holds && !share && unit.family !== 'producing' && long && lasting];
  const mark = marks.filter(Boolean).join(', ');
  const lines = wrap(name, nameRoom(width), NAME, 2, 600);
  const below = (lines.length - 1) * NAME_STEP;
  return (
    <g className={`station ${selected ? 'selected' : ''} ${old ? 'old' : ''}`} transform={`translate(${x} ${y})`}>
      <g aria-hidden="true">
        {selected && <rect className="chosen" x={-4} y={-4} width={width + 8} height={height + 8} rx="7" />}
        <rect
          className="station-body"
          width={width}
          height={height}
          rx="4"
          style={{ strokeWidth: stopped ? 2.5 : 1, ...(unit.family === 'down' ? { stroke: 'var(--state-down)' } : {}) }}
        />
        <Band family={unit.family} word={family} width={across ? width : SIDE} height={across ? BAND : height} across={across} />
        {across ? (
          <>
            <Lines lines={wrap(name, width - 18, NAME, 3, 600)} room={width - 18} x={10} y={BAND + 18} step={15} />
            <text x={10} y={BAND + 78} className="figure">
              {rate ?? '–'}
            </text>
            <text x={10} y={BAND + 95} className="minor">
              {nominal}
            </text>
            <text x={10} y={BAND + 118} className="minor power">
              {power}
            </text>
          </>
        ) : (
          <>
            <Lines lines={lines} room={nameRoom(width)} x={SIDE + 12} y={24} step={NAME_STEP} />
            <text x={SIDE + 12} y={52 + below} className="figure">
              {rate ?? '–'}
            </text>
            <text x={SIDE + 12} y={73 + below} className="minor">
              {[nominal, power].filter(Boolean).join(' · ')}
            </text>
          </>
        )}
        {old && <rect width={width} height={height} rx="4" fill="url(#stale)" pointerEvents="none" />}
        <text
          x={across ? 2 : SIDE + 12}
          y={across ? height + 16 : 94 + below}
          textLength={squeeze(mark, 12.5, across ? width + 40 : width - SIDE - 20, 650)}
          lengthAdjust="spacingAndGlyphs"
          className={`mark ${silent && unit.lastSeenUs !== null ? 'mark-old' : deviation && !stopped ? 'mark-deviation' : ''}`}
        >
          {mark}
        </text>
      </g>
      <Link to="/lines/$line/machines/$unit" params={{ line: view.line, unit: id }} aria-label={label}>
        <title>{label}</title>
        <rect className="station-link" width={width} height={across ? height + MARK : height} rx="4" />
      </Link>
    </g>
  );
}

function Band({ family, word, width, height, across }: { family: UnitView['family']; word: string; width: number; height: number; across: boolean }) {
  const ink = stateInk(family);
  const middle = height / 2;
  return (
    <g>
      <path
        d={across ? `M0 ${height}V4a4 4 0 0 1 4-4H${width - 4}a4 4 0 0 1 4 4V${height}z` : `M${width} 0H4a4 4 0 0 0-4 4V${height - 4}a4 4 0 0 0 4 4H${width}z`}
        fill={stateFill(family)}
        className="band"
      />
      <rect x={5} y={middle - 10} width={20} height={20} rx={3} fill={`var(--state-${family})`} stroke={ink} strokeWidth={0.8} />
      <text x={15} y={middle} dy="0.36em" textAnchor="middle" fontSize="12.5" fontWeight="700" fill={ink}>
        {STATE_LETTERS[family]}
      </text>
      <text
        x={WORD}
        y={middle}
        dy="0.34em"
        className="band-word"
        fill={ink}
        stroke={`var(--state-${family})`}
        textLength={squeeze(word, 12.5, width - WORD - 9, 600)}
        lengthAdjust="spacingAndGlyphs"
      >
        {word}
      </text>
    </g>
  );
}

function Lines({ lines, room, x, y, step }: { lines: string[]; room: number; x: number; y: number; step: number }) {
  return lines.map((line, i) => (
    <text key={i} className="name" x={x} y={y + i * step} textLength={squeeze(line, NAME, room, 600)} lengthAdjust="spacingAndGlyphs">
      {line}
    </text>
  ));
}
