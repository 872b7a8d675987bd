import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticks } from '../format/time.js';
import { useFormat } from '../parts/use-format.js';
import type { Span } from '../store/spans.js';
import { stateFill } from '../theme/state-fill.js';
import { squeeze, widthInTwoLines, wrap } from './text.js';
import { useWidth } from './use-width.js';

export interface Strip {
  id: string;
  name: string;
  spans: Span[];
}

interface Props {
  strips: Strip[];
  fromUs: number;
  nowUs: number;
  zone: string;
  selected: string;
  onSelect: (id: string) => void;
  reasonName: (code: number) => string;
}

const ROW = 26;
const GAP = 6;
const AXIS = 22;
/** Size and step of the lines of a name [px]. */
const NAME = 12.5;
const NAME_STEP = 13;
/** Narrower than this a pattern is only noise [px]. */
const PATTERN_PX = 5;

/** One strip of states for each station over a common time axis. Arrow keys move along a strip; what stands there is read out. */
export function StateStrips({ strips, fromUs, nowUs, zone, selected, onSelect, reasonName }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(700);
  const [at, setAt] = useState<{ strip: string; index: number } | null>(null);
  const room = widthInTwoLines(
    strips.map((strip) => strip.name),
    NAME,
    total * 0.34,
  );
  const names = total < 560 ? 0 : room + 14;
  const rowHeight = names === 0 ? ROW + 18 : ROW;
  const width = Math.max(100, total - names);
  const height = strips.length * (rowHeight + GAP) + AXIS;
  const x = (us: number) => ((us - fromUs) / (nowUs - fromUs)) * width;
  const axis = ticks(fromUs, nowUs, zone, Math.max(2, Math.floor(width / 84)));
  const shown = at === null ? undefined : strips.find((strip) => strip.id === at.strip)?.spans[at.index];
  const locate = (strip: Strip, clientX: number, box: DOMRect) => {
    const us = fromUs + ((clientX - box.left) / box.width) * (nowUs - fromUs);
    const index = strip.spans.findIndex((span) => us >= span.fromUs && us < span.toUs);
    setAt(index < 0 ? null : { strip: strip.id, index });
  };
  return (
    <div ref={ref} className="strips">
      <svg width={total} height={height} role="group" aria-label={t('line.states')}>
        {axis.map((us) => (
          <g key={us} transform={`translate(${names + x(us)} 0)`}>
            <path d={`M0 0v${height - AXIS + 4}`} className="grid" />
            <text y={height - 4} textAnchor={x(us) < 20 ? 'start' : x(us) > width - 20 ? 'end' : 'middle'} className="minor">
              {format.clock(us, zone)}
            </text>
          </g>
        ))}
        {strips.map((strip, row) => {
          const top = row * (rowHeight + GAP) + (names === 0 ? 18 : 0);
          const move = (by: number) => {
            const from = at?.strip === strip.id ? at.index : by > 0 ? -1 : strip.spans.length;
            setAt({ strip: strip.id, index: Math.min(strip.spans.length - 1, Math.max(0, from + by)) });
          };
          return (
            <g
              key={strip.id}
              className={`strip ${selected === strip.id ? 'selected' : ''}`}
              transform={`translate(0 ${top})`}
              role="button"
              tabIndex={0}
              aria-pressed={selected === strip.id}
              aria-label={strip.name}
              onClick={() => onSelect(strip.id)}
              onPointerMove={(event) => locate(strip, event.clientX, event.currentTarget.querySelector('.strip-area')!.getBoundingClientRect())}
              onPointerLeave={() => setAt(null)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') move(1);
                else if (event.key === 'ArrowLeft') move(-1);
                else if (event.key === 'Enter' || event.key === ' ') onSelect(strip.id);
                else if (event.key === 'Escape') setAt(null);
                else return;
                event.preventDefault();
              }}
            >
              {names === 0 ? (
                <text x={0} y={-5} className="strip-name">
                  {strip.name}
                </text>
              ) : (
                <NameLines lines={wrap(strip.name, room, NAME, 2)} room={room} middle={ROW / 2} />
              )}
              <g transform={`translate(${names} 0)`}>
                <Spans spans={strip.spans} fromUs={fromUs} usPerPx={(nowUs - fromUs) / width} />
                <rect className="strip-area" width={width} height={ROW} rx="2" />
                {strips.length > 1 && selected === strip.id && <rect className="chosen" x={-2} y={-2} width={width + 4} height={ROW + 4} rx="3" />}
                {shown && at!.strip === strip.id && (
                  <rect className="strip-cursor" x={x(shown.fromUs)} width={Math.max(2, x(shown.toUs) - x(shown.fromUs))} y={-2} height={ROW + 4} />
                )}
              </g>
            </g>
          );
        })}
      </svg>
      <p className="reading" aria-live="polite">
        {shown ? (
          <>
            <b>{strips.find((strip) => strip.id === at!.strip)!.name}</b>
            <span>{t(`families.${shown.family}`)}</span>
            <span>
              {format.clock(shown.fromUs, zone, true)} – {format.clock(shown.toUs, zone, true)}
            </span>
            <span>{format.duration((shown.toUs - shown.fromUs) / 1e6)}</span>
            {shown.reason !== null && <span>{t('charts.pair', { name: t('charts.reason'), value: reasonName(shown.reason) })}</span>}
          </>
        ) : (
          <span className="keys">{t('line.statesHint')}</span>
        )}
      </p>
    </div>
  );
}

function NameLines({ lines, room, middle }: { lines: string[]; room: number; middle: number }) {
  return lines.map((line, i) => (
    <text
      key={i}
      y={middle + (i - (lines.length - 1) / 2) * NAME_STEP}
      dy="0.35em"
      className="strip-name"
      textLength={squeeze(line, NAME, room)}
      lengthAdjust="spacingAndGlyphs"
    >
      {line}
      {i < lines.length - 1 && ' '}
    </text>
  ));
}

/** The rectangles of a strip. Short stops are drawn at least a pixel wide, over what surrounds them. */
const Spans = memo(function Spans({ spans, fromUs, usPerPx }: { spans: Span[]; fromUs: number; usPerPx: number }) {
  const boxes = spans.map((span) => ({ ...span, x: (span.fromUs - fromUs) / usPerPx, width: (span.toUs - span.fromUs) / usPerPx }));
  const behind = boxes.filter((box) => box.width >= 1 || box.family === 'producing');
  const before = boxes.filter((box) => box.width < 1 && box.family !== 'producing');
  return (
    <>
      {[...behind, ...before].map((box) => (
        <rect
          key={box.fromUs}
          x={box.x}
          width={Math.max(1, box.width)}
          height={ROW}
          fill={box.width >= PATTERN_PX ? stateFill(box.family) : box.family === 'unknown' ? 'var(--twin-line)' : `var(--state-${box.family})`}
        />
      ))}
    </>
  );
});
