import { useTranslation } from 'react-i18next';
import { textWidth } from './text.js';
import { RowName } from './row-name.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface BarRow {
  id: string;
  name: string;
  /** where the bar begins and ends, of `most` */
  from: number;
  to: number;
  fill: string;
  /** its figure in words */
  text: string;
  strong?: boolean;
  pressed?: boolean;
  /** true: it cannot be chosen where others can */
  fixed?: boolean;
  /** a dot at this share of the width, joined to those of the other rows */
  cumulative?: number;
}

const ROW = 28;
const BAR = 18;
const SIZE = 12.5;
const NARROW = 480;

/** Measured amounts as bars, each with its name before it and its figure after it. Where rows can be chosen they are buttons. */
export function BarRows({ rows, most, label, onPress }: { rows: readonly BarRow[]; most: number; label: string; onPress?: (id: string) => void }) {
  const { t } = useTranslation();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const said = rows.map(({ name, text }) => t('charts.pair', { name, value: text }));
  const { svg, mark, reading } = useReadable(label, said);
  const narrow = total < NARROW;
  const widest = (texts: string[], size: number) => Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size, 600)))) + 22;
  const words = widest(
    rows.map(({ text }) => text),
    SIZE,
  );
  const names = narrow
    ? 0
    : Math.min(
        total * 0.36,
        widest(
          rows.map(({ name }) => name),
          SIZE,
        ),
      );
  const height = narrow ? ROW + 16 : ROW;
  const width = Math.max(60, total - names - words);
  const x = (value: number) => names + (most > 0 ? value / most : 0) * width;
  const middle = (i: number) => i * height + (narrow ? 16 : 0) + ROW / 2;
  const dots = rows.flatMap(({ cumulative }, i) => (cumulative === undefined ? [] : [[names + cumulative * width, middle(i)] as const]));
  return (
    <div ref={ref}>
      <svg width={total} height={rows.length * height} {...(onPress ? { role: 'group', 'aria-label': label } : svg)} className="bar-rows">
        {rows.map(({ id, name, from, to, fill, text, strong, pressed, fixed }, i) => {
          const [left, right] = [x(Math.min(from, to)), x(Math.max(from, to))];
          return (
            <g
              key={id}
              className={`bar-row ${strong ? 'strong' : ''} ${pressed ? 'selected' : ''} ${mark(i)}`}
              {...(onPress && (fixed ? { role: 'img', 'aria-label': said[i]! } : pressable(said[i]!, pressed ?? false, () => onPress(id))))}
            >
              <title>{said[i]}</title>
              <rect className="bar-ground" x={0} y={i * height} width={total} height={height - 2} />
              <RowName text={name} y={narrow ? middle(i) - 18 : middle(i)} px={narrow ? null : names - 8} className="strip-name" />
              <rect className="bar" x={left} y={middle(i) - BAR / 2} width={right > left ? Math.max(1, right - left) : 0} height={BAR} fill={fill} />
              <text x={names + width + 10} y={middle(i)} dy="0.35em" className="strip-name">
                {text}
              </text>
            </g>
          );
        })}
        {dots.length > 1 && <path d={`M${dots.map((dot) => dot.join(' ')).join('L')}`} className="cumulative" />}
        {dots.map(([cx, cy]) => (
          <circle key={cy} cx={cx} cy={cy} r="3.5" className="cumulative-dot" />
        ))}
      </svg>
      {!onPress && reading}
    </div>
  );
}

const pressable = (label: string, pressed: boolean, press: () => void) => ({
  role: 'button',
  tabIndex: 0,
  'aria-pressed': pressed,
  'aria-label': label,
  onClick: press,
  onKeyDown: (event: { key: string; preventDefault: () => void }) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  },
});
