import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { StateFamily } from '../../../../src/contract/packml.js';
import type { ScenarioResult, UnitShares } from '../../../../src/contract/scenario.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ShareBars, type ShareRow } from '../../charts/share-bars.js';
import { StateSwatch } from '../../parts/state-block.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownVariant } from './answer.js';

type Condition = Exclude<keyof UnitShares, 'unit'>;

/** The state families whose fills stand for the simulated conditions. */
const FAMILIES: Record<Condition, StateFamily> = {
  producing: 'producing',
  starved: 'starved',
  blocked: 'blocked',
  down: 'down',
  standby: 'idle',
  planned: 'planned',
};
const CONDITIONS = Object.keys(FAMILIES) as Condition[];

/** What the stations do with their time, variant by variant. */
export function SharesPanel({ result, variants, definition }: { result: ScenarioResult; variants: ShownVariant[]; definition: LineDefinition | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = result.variants[0]?.units ?? [];
  const nameOf = (id: string) => {
    const station = definition?.stations.find((candidate) => candidate.id === id);
    return station ? format.name(station.name) : id;
  };
  const rows = units.flatMap(({ unit }) =>
    result.variants.map((variant, i): ShareRow => {
      const shares = variant.units.find((candidate) => candidate.unit === unit)!;
      return {
        station: nameOf(unit),
        variant: variants[i]!.name,
        first: i === 0,
        shares: CONDITIONS.map((key) => ({ key, family: FAMILIES[key], word: t(`run.share.${key}`), share: shares[key] })),
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
        head: [t('charts.station'), '', ...CONDITIONS.map((key) => t(`run.share.${key}`))],
        rows: rows.map((row) => [row.station, row.variant, ...row.shares.map(({ share }) => format.percent(share))]),
      })}
    >
      <ShareBars rows={rows} label={t('run.sharesLabel')} />
      <ul className="legend">
        {CONDITIONS.map((key) => (
          <li key={key}>
            <StateSwatch family={FAMILIES[key]} size={18} /> {t(`run.share.${key}`)}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
