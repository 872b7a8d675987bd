import { LETTER, shorten } from './shorten.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface ShareRow {
  station: string;
  variant: string;
  first: boolean;
  /** parts of the bar as shares of the width that there is */
  parts: { key: string; fill: string; /** says what it is, with its figure */ text: string; share: number }[];
  /** length of the whole bar; all of the width where not given */
  length?: number;
}

const BAR = 20;

/** Where the time of stations, or money, or energy, goes: one bar a variant, station by station. What is simulated is outlined with dashes. */
export function ShareBars({ rows, label, measured = false }: { rows: ShareRow[]; label: string; measured?: boolean }) {
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const parts = rows.flatMap(({ station, variant, parts: ofRow }) => ofRow.map(({ text }) => `${station}, ${variant}: ${text}`));
  const firsts = rows.map((_, i) => rows.slice(0, i).reduce((sum, row) => sum + row.parts.length, 0));
  const { svg, mark, reading } = useReadable(label, parts);
  const narrow = total < 600;
  const longest = (texts: string[]) => Math.max(...texts.map((text) => text.length)) * LETTER + 16;
  const variants = Math.min(longest(rows.map((row) => row.variant)), total * 0.22);
  const stations = Math.min(longest(rows.map((row) => row.station)), total * 0.5 - variants);
  const names = narrow ? 0 : stations + variants;
  const width = Math.max(120, total - names - 2);
  let y = 0;
  const places = rows.map((row) => {
    y += row.first ? 12 : 3;
    if (narrow) y += 16;
    const top = y;
    y += BAR;
    return top;
  });
  return (
    <div ref={ref}>
      <svg width={total} height={y + 2} {...svg}>
        {rows.map((row, i) => {
          let x = names;
          return (
            <g key={`${row.station} ${row.variant}`} transform={`translate(0 ${places[i]})`}>
              <text x={0} y={narrow ? -4 : BAR / 2} dy={narrow ? 0 : '0.35em'} className="strip-name">
                {narrow ? `${row.first ? `${row.station} · ` : ''}${row.variant}` : row.first ? shorten(row.station, stations - 16) : ''}
              </text>
              {!narrow && (
                <text x={names - 10} y={BAR / 2} dy="0.35em" textAnchor="end" className="minor">
                  {shorten(row.variant, variants - 16)}
                </text>
              )}
              {row.parts.map(({ key, fill, share }, k) => {
                const left = x;
                x += share * width;
                return (
                  <rect key={key} x={left} width={Math.max(0, share * width)} height={BAR} fill={fill} className={mark(firsts[i]! + k)}>
                    <title>{parts[firsts[i]! + k]}</title>
                  </rect>
                );
              })}
              <rect x={names} width={(row.length ?? 1) * width} height={BAR} className={measured ? 'strip-area' : 'strip-area simulated-area'} />
            </g>
          );
        })}
      </svg>
      {reading}
    </div>
  );
}
