import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import { useFormat } from '../parts/use-format.js';
import { usePreferences } from '../shell/preferences-provider.js';
import { usePrinting } from '../shell/printing.js';
import { TONES } from '../theme/palette.js';
import { ticks } from '../format/time.js';
import { align } from './columns.js';
import { plotOptions, type Band, type ShownCurve } from './plot-options.js';

interface Props {
  label: string;
  curves: ShownCurve[];
  bands?: Band[];
  fromS: number;
  toS: number;
  zone: string;
  /** writes a value of the vertical axis */
  write: (value: number) => string;
  height?: number;
  /** a line at the present */
  nowS?: number | null;
  /** more lines at instants */
  marksS?: readonly number[];
  /** the vertical axis begins at zero; else around the values */
  fromZero?: boolean;
}

const DAY_S = 86_400;

const NO_MARKS: readonly number[] = [];
/** Pixels of a chart to one of the page, at least, on paper. */
const PAPER_PX = 2;

/** Curves over time. Arrow keys move a cursor whose values are read out below, Escape puts it away; nothing needs a pointer. */
export function TimeChart({ label, curves, bands = [], fromS, toS, zone, write, height = 220, nowS = null, marksS = NO_MARKS, fromZero = true }: Props) {
  const { t } = useTranslation();
  const { scheme, language } = usePreferences();
  const { clock, dayOrClock, dayAndClock } = useFormat();
  const printing = usePrinting();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ fromS, toS, nowS, marksS, write });
  latest.current = { fromS, toS, nowS, marksS, write };
  const overDays = toS - fromS > 2 * DAY_S;
  const [cursor, setCursor] = useState<number | null>(null);
  const readingId = useId();
  const shape = curves.map(({ label: name, kind, edge, stepped }) => `${name}|${kind}|${edge}|${stepped}`).join('\n');
  const data = useMemo(() => align(curves), [curves]);
  const newest = useRef(data);
  newest.current = data;

  useLayoutEffect(() => {
    const element = holder.current!;
    const px = printing ? Math.max(1, PAPER_PX / devicePixelRatio) : 1;
    const size = () => ({ width: (element.clientWidth || 300) * px, height: height * px });
    const options = plotOptions({
      ...{ curves, bands, fromZero, px, ...size() },
      tones: TONES[scheme],
      ticks: (fromUs, toUs, most) => ticks(fromUs, toUs, zone, most),
      writeTime: (us) => (overDays ? dayOrClock(us, zone) : clock(us, zone)),
      latest: () => latest.current,
      onCursor: setCursor,
    });
    const made = new uPlot(options, newest.current, element);
    made.root.style.zoom = String(1 / px);
    plot.current = made;
    const sizes = new ResizeObserver(() => made.setSize(size()));
    sizes.observe(element);
    // Chromium prints what is drawn now as lines, and what was drawn before as pixels.
    const redraw = () => made.redraw();
    addEventListener('beforeprint', redraw);
    return () => {
      removeEventListener('beforeprint', redraw);
      sizes.disconnect();
      made.destroy();
      plot.current = null;
    };
    // The plot is made anew when its shape changes; its data come in the effect below.
  }, [scheme, printing, language, shape, zone, height, overDays, fromZero]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, fromS, toS, marksS]);

  const [x] = data;
  const move = (by: number) => {
    const self = plot.current;
    if (!self || x.length === 0) return;
    const at = Math.min(x.length - 1, Math.max(0, (self.cursor.idx ?? (by > 0 ? -1 : x.length)) + by));
    self.setCursor({ left: self.valToPos(x[at]!, 'x'), top: 10 });
  };
  const at = cursor === null ? undefined : x[cursor];
  return (
    <div>
      <div
        ref={holder}
        className="time-chart"
        role="img"
        aria-label={label}
        aria-describedby={readingId}
        tabIndex={0}
        onKeyDown={(event) => {
          const step = event.shiftKey ? Math.ceil(x.length / 20) : 1;
          if (event.key === 'ArrowRight') move(step);
          else if (event.key === 'ArrowLeft') move(-step);
          else if (event.key === 'Escape') plot.current?.setCursor({ left: -10, top: -10 });
          else return;
          event.preventDefault();
        }}
      />
      <p id={readingId} className="reading" aria-live="polite">
        {at === undefined ? (
          <span className="keys">{t('charts.keys')}</span>
        ) : (
          <>
            <b>{overDays ? dayAndClock(at * 1e6, zone) : clock(at * 1e6, zone)}</b>
            {curves.map((curve, i) => {
              const value = valueAt(x, data[i + 1] as (number | null | undefined)[], cursor!);
              return value === null ? null : <span key={curve.label}>{t('charts.pair', { name: curve.label, value: write(value) })}</span>;
            })}
          </>
        )}
      </p>
    </div>
  );
}

/** The value at an index, or the one before where the curve has no instant of its own there and goes on. */
function valueAt(x: number[], column: (number | null | undefined)[], index: number): number | null {
  let before = index;
  while (before >= 0 && column[before] === undefined) before--;
  let after = index;
  while (after < x.length && column[after] === undefined) after++;
  const low = column[before];
  const high = column[after];
  if (low === null || low === undefined || high === null || high === undefined) return null;
  if (after === before) return low;
  return low + ((high - low) * (x[index]! - x[before]!)) / (x[after]! - x[before]!);
}
