import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { ScenarioResult, UnitShares } from '../../../../src/contract/scenario.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars, type ShareRow } from '../../charts/share-bars.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { LetteredSign, Sign } from '../../theme/palette.js';
import { stateFill } from '../../theme/state-fill.js';
import type { ShownVariant } from './answer.js';

type Condition = Exclude<keyof UnitShares, 'unit'>;

/** The signs of the simulated conditions: those of the live line where they mean the same. */
const SIGNS = {
  producing: 'producing',
  starved: 'starved',
  blocked: 'blocked',
  down: 'stopped',
  standby: 'standby',
  planned: 'planned',
} as const satisfies Record<Condition, Sign>;
const CONDITIONS = Object.keys(SIGNS) as Condition[];
/** Stops by itself are drawn in the colours of both states that they may be on the live line. */
const LEGEND: Record<Condition, readonly LetteredSign[]> = {
  producing: ['producing'],
  starved: ['starved'],
  blocked: ['blocked'],
  down: ['held', 'down'],
  standby: ['standby'],
  planned: ['planned'],
};
/** Less than can be seen is not in the legend. */
const SEEN = 0.0005;

interface Props {
  /** how files of this answer begin */
  file: string;
  result: ScenarioResult;
  variants: ShownVariant[];
  definition: LineDefinition | undefined;
}

/** What the stations do with their time, variant by variant. */
export function SharesPanel({ file, result, variants, definition }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = result.variants[0]?.units ?? [];
  const nameOf = (id: string) => {
    const station = definition?.stations.find((candidate) => candidate.id === id);
    return station ? format.name(station.name) : id;
  };
  const words: Record<Condition, string> = {
    producing: t('families.producing'),
    starved: t('families.starved'),
    blocked: t('families.blocked'),
    down: t('run.share.stopped'),
    standby: t('run.share.standby'),
    planned: t('families.planned'),
  };
  const seen = CONDITIONS.filter((condition) => result.variants.some((variant) => variant.units.some((shares) => shares[condition] >= SEEN)));
  const rows = units.flatMap(({ unit }) =>
    result.variants.map((variant, i): ShareRow => {
      const shares = variant.units.find((candidate) => candidate.unit === unit)!;
      return {
        station: nameOf(unit),
        variant: variants[i]!.name,
        first: i === 0,
        parts: CONDITIONS.map((condition) => ({
          key: condition,
          fill: stateFill(SIGNS[condition]),
          text: `${words[condition]} ${format.percent(shares[condition])}`,
          share: shares[condition],
        })),
      };
    }),
  );
  return (
    <ChartCard
      title={
        <>
          {t('run.shares')} <SimTag />
        </>
      }
      caption={t('run.sharesLabel')}
      table={() => ({
        head: [t('charts.station'), '', ...CONDITIONS.map((condition) => words[condition])],
        rows: rows.map((row) => [row.station, row.variant, ...row.parts.map(({ share }) => format.percent(share))]),
      })}
      csv={{
        name: `${file}-shares`,
        rows: () => [
          ['station', 'variant', ...CONDITIONS.map((condition) => `${condition} (${t('sim.tag')})`)],
          ...rows.map((row) => [row.station, row.variant, ...row.parts.map(({ share }) => share)]),
        ],
      }}
    >
      <ShareBars rows={rows} label={t('run.sharesLabel')} />
      <ul className="legend">
        {seen.map((condition) => (
          <li key={condition}>
            {LEGEND[condition].map((sign) => (
              <StateSwatch key={sign} family={sign} size={18} />
            ))}{' '}
            {words[condition]}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
