import { useTranslation } from 'react-i18next';

export interface HeatCell {
  /** 0: as the least of all, 1: as the greatest; null: not known */
  share: number | null;
  text: string;
  /** below it, smaller */
  interval: string;
  /** shown in the corner */
  mark: string;
  region: 'inside' | 'edge' | 'outside' | null;
  /** all of it in words */
  title: string;
}

interface Props {
  columns: { name: string; values: readonly string[] };
  rows: { name: string; values: readonly string[] };
  /** by row, then by column; null: there is no such combination */
  cells: readonly (readonly (HeatCell | null)[])[];
  label: string;
  /** what the fills mean; `at`: place of what the cells are compared with, between the least and the greatest */
  scale: { least: string; greatest: string; base: { text: string; at: number } | null };
}

const SCALE = { width: 220, height: 12, steps: 11 };

/** A value for each combination of two factors; its fill tells where it is between the least and the greatest. */
export function HeatTable({ columns, rows, cells, label, scale }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
        <table className="heat">
          <caption className="hidden">{label}</caption>
          <thead>
            <tr>
              <td className="minor">↓ {rows.name}</td>
              <th scope="colgroup" colSpan={columns.values.length}>
                {columns.name} →
              </th>
            </tr>
            <tr>
              <td />
              {columns.values.map((value) => (
                <th key={value} scope="col">
                  {value}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.values.map((value, i) => (
              <tr key={value}>
                <th scope="row">{value}</th>
                {columns.values.map((column, k) => {
                  const cell = cells[i]?.[k] ?? null;
                  if (cell === null) return <td key={column} />;
                  return (
                    <td
                      key={column}
                      title={cell.title}
                      className={cell.region ? `heat-${cell.region}` : undefined}
                      style={{ backgroundColor: heat(cell.share) }}
                    >
                      <b>
                        {cell.text} <span aria-hidden="true">{cell.mark}</span>
                      </b>
                      <span className="below">{cell.interval}</span>
                      {cell.region && <span className="hidden">{t(`search.region.${cell.region}`)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="heat-scale minor">
        <span>{scale.least}</span>
        <svg width={SCALE.width} height={SCALE.height + 8} aria-hidden="true">
          {Array.from({ length: SCALE.steps }, (_, i) => (
            <rect
              key={i}
              x={(i * SCALE.width) / SCALE.steps}
              width={SCALE.width / SCALE.steps}
              height={SCALE.height}
              style={{ fill: heat(i / (SCALE.steps - 1)) }}
            />
          ))}
          {scale.base && <path d={`M${5 + clamp(scale.base.at) * (SCALE.width - 10)} ${SCALE.height}l-5 8h10z`} className="heat-base" />}
        </svg>
        <span>{scale.greatest}</span>
        {scale.base && <span>▲ {scale.base.text}</span>}
      </p>
    </>
  );
}

const clamp = (share: number) => Math.max(0, Math.min(1, share));
/** At most so much of the colour, so that text on it can be read [%]. */
const DEEPEST = 40;
const heat = (share: number | null) => `color-mix(in srgb, var(--twin-sim) ${Math.round((share ?? 0) * DEEPEST)}%, var(--twin-card))`;
