import { useTranslation } from 'react-i18next';
import type { LineLosses } from '../../../../src/contract/losses.js';
import { BarRows } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import type { LineNames } from './line-names.js';
import { waitingText } from './scope-text.js';

/** Which machine held the line, for what share of the time. */
export function BottleneckPanel({ losses, names, timezone }: { losses: LineLosses; names: LineNames; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { bottleneck } = losses;
  if (bottleneck === null) {
    return (
      <Card title={t('losses.bottleneck')}>
        <p className="minor">{t('losses.nothingKnown')}</p>
      </Card>
    );
  }
  const { now, activePeriod, turningPoint } = bottleneck;
  const waits = (unit: string) => turningPoint.units.find((each) => each.unit === unit);
  const us = (text: string) => Date.parse(text) * 1000;
  return (
    <ChartCard
      title={t('losses.bottleneck')}
      caption={t('losses.bottleneckLabel')}
      table={() => ({
        head: [t('losses.machine'), t('losses.momentary'), t('losses.sole'), t('losses.shifting'), t('families.starved'), t('families.blocked')],
        rows: activePeriod.map(({ unit, momentary, sole, shifting }) => [
          names.machine(unit),
          ...[momentary, sole, shifting, waits(unit)?.starved?.mean, waits(unit)?.blocked?.mean].map(format.percent),
        ]),
      })}
      csv={{
        name: `${losses.line}-bottleneck`,
        rows: () => [
          ['machine', 'momentary', 'sole', 'shifting', 'starved', 'blocked'],
          ...activePeriod.map(({ unit, momentary, sole, shifting }) => [
            names.machine(unit),
            ...[momentary, sole, shifting, waits(unit)?.starved?.mean ?? null, waits(unit)?.blocked?.mean ?? null],
          ]),
        ],
      }}
      foot={<p className="minor">{t('losses.bottleneckHint')}</p>}
    >
      <p className="sentence">
        <span>
          {now === null
            ? t('losses.nobodyNow')
            : t('losses.holdsNow', { unit: names.machine(now.unit), time: format.moment(us(now.since), us(losses.to), timezone) })}
        </span>
        <span className="minor">{waitingText(t, turningPoint, names)}</span>
      </p>
      <BarRows
        rows={activePeriod.map(({ unit, momentary }) => ({
          id: unit,
          name: names.machine(unit),
          from: 0,
          to: momentary,
          fill: 'var(--twin-bar)',
          text: format.percent(momentary),
        }))}
        most={1}
        label={t('losses.bottleneckLabel')}
      />
    </ChartCard>
  );
}
