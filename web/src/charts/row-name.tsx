import { rowLines } from './row-lines.js';

/** Between the lines of a name [px]. */
const STEP = 14;

interface Props {
  text: string;
  /** middle of its row */
  y: number;
  /** room for it; null: as long as it is, on one line */
  px: number | null;
  className: string;
}

/** The name of a row before its picture, on two lines where it is long. */
export function RowName({ text, y, px, className }: Props) {
  const lines = rowLines(text, px);
  return (
    <text x={0} y={y - ((lines.length - 1) * STEP) / 2} dy="0.35em" className={className}>
      {lines.map(({ line, length }, i) => (
        <tspan key={i} x={0} {...(i > 0 && { dy: STEP })} textLength={length} lengthAdjust="spacingAndGlyphs">
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}
