import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { useFormat } from '../../parts/use-format.js';
import type { Place, SynopticLayout } from './synoptic-layout.js';

interface Props {
  view: LineView;
  /** the station before it */
  after: string;
  place: Place;
  direction: SynopticLayout['direction'];
  pageOld: boolean;
}

/** A buffer filled to its level, with a dashed mark where the model expects the level. */
export function BufferBar({ view, after, place, direction, pageOld }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const buffer = view.buffers[after];
  if (!buffer || buffer.capacity <= 0) return <Pipe place={place} direction={direction} />;
  const share = (level: number | null) => (level === null ? null : Math.min(1, Math.max(0, level / buffer.capacity)));
  const level = share(buffer.level);
  const ghost = share(buffer.expectedLevel);
  const old = pageOld || view.units[after]?.freshness !== 'live';
  const label = t('line.bufferLabel', {
    unit: format.name(view.units[after]!.name),
    level: buffer.level === null ? t('line.unknownLevel') : format.whole(buffer.level),
    capacity: format.whole(buffer.capacity),
    item: format.item(buffer.item),
    expected: format.whole(buffer.expectedLevel),
  });
  const shown = { level: format.whole(buffer.level), capacity: format.whole(buffer.capacity) };
  return (
    <g role="img" aria-label={label} className={`buffer ${old ? 'old' : ''}`}>
      <title>{label}</title>
      <Pipe place={place} direction={direction} />
      {direction === 'across' ? (
        <Upright place={place} level={level} ghost={ghost} shown={shown} />
      ) : (
        <Lying place={place} level={level} ghost={ghost} shown={shown} />
      )}
    </g>
  );
}

interface Bar {
  place: Place;
  level: number | null;
  ghost: number | null;
  shown: { level: string; capacity: string };
}

function Upright({ place: { x, y, width, height }, level, ghost, shown }: Bar) {
  const bar = 26;
  const left = x + (width - bar) / 2;
  const filled = (level ?? 0) * (height - 2);
  const middle = x + width / 2;
  return (
    <>
      <text x={middle} y={y - 6} textAnchor="middle" className="minor">
        {shown.capacity}
      </text>
      <rect x={left} y={y} width={bar} height={height} rx="2" className="buffer-body" />
      {level === null ? (
        <rect x={left + 1} y={y + 1} width={bar - 2} height={height - 2} fill="url(#stale)" />
      ) : (
        <rect x={left + 1} y={y + height - 1 - filled} width={bar - 2} height={filled} className="buffer-fill" />
      )}
      {ghost !== null && <path d={`M${left - 6} ${y + height - 1 - ghost * (height - 2)}h${bar + 12}`} className="ghost" />}
      <text x={middle} y={y + height + 16} textAnchor="middle" className="buffer-level">
        {shown.level}
      </text>
    </>
  );
}

function Lying({ place: { x, y, width, height }, level, ghost, shown }: Bar) {
  const bar = 18;
  const left = x + 36;
  const top = y + (height - bar) / 2;
  const length = Math.max(60, width - 36 - 130);
  return (
    <>
      <rect x={left} y={top} width={length} height={bar} rx="2" className="buffer-body" />
      {level === null ? (
        <rect x={left + 1} y={top + 1} width={length - 2} height={bar - 2} fill="url(#stale)" />
      ) : (
        <rect x={left + 1} y={top + 1} width={level * (length - 2)} height={bar - 2} className="buffer-fill" />
      )}
      {ghost !== null && <path d={`M${left + 1 + ghost * (length - 2)} ${top - 5}v${bar + 10}`} className="ghost" />}
      <text x={left + length + 10} y={top + bar / 2} dy="0.35em">
        <tspan className="buffer-level">{shown.level}</tspan>
        <tspan className="minor"> / {shown.capacity}</tspan>
      </text>
    </>
  );
}

function Pipe({ place: { x, y, width, height }, direction }: { place: Place; direction: SynopticLayout['direction'] }) {
  if (direction === 'across') return <path d={`M${x - 5} ${y + height / 2}h${width + 10}`} className="pipe" />;
  return <path d={`M${x + 15} ${y}v${height}`} className="pipe" />;
}
