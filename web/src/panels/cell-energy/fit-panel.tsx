import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptBaseline } from '../../../../src/contract/energy-baseline.js';
import { leftOutText } from '../../../../src/contract/left-out-words.js';
import type { BaselinePoint } from '../../../../src/contract/enpi.js';
import { ChartCard } from '../../charts/chart-card.js';
import { FitPlot } from '../../charts/fit-plot.js';
import { baselinePointsQuery } from '../../data/energy-queries.js';
import { useFormat } from '../../parts/use-format.js';
import { Asked } from './asked.js';
import { driverName, equationOf } from './baseline-view.js';
import { EXPECTED, fitView, shownTerms } from './fit-view.js';
import type { SiteEnergy } from './site-energy.js';

/** What was measured in the periods of a baseline against what it expects, or against what drives it. */
export function FitPanel({ kept, site }: { kept: KeptBaseline; site: SiteEnergy }) {
  const { t } = useTranslation();
  const points = useQuery(baselinePointsQuery(site.cell, kept.id));
  return (
    <Asked answer={points} title={t('energy.fit')}>
      {(known) => <Fit kept={kept} site={site} points={known} />}
    </Asked>
  );
}

function Fit({ kept: { baseline, id }, site: { cell, timezone }, points }: { kept: KeptBaseline; site: SiteEnergy; points: readonly BaselinePoint[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(EXPECTED);
  const terms = shownTerms(baseline.terms);
  const against = terms.some((term) => term.id === chosen) ? chosen : EXPECTED;
  const nameOf = (term: string) => {
    const known = terms.find((each) => each.id === term);
    return known ? driverName(known, baseline, format, t) : t('energy.expectedKwh');
  };
  const shown = fitView(points, baseline.terms, against);
  const day = (us: number) => format.dayOfMonth(us, timezone);
  const why = ({ leftOut }: BaselinePoint) => (leftOut === null ? t('energy.usedInFit') : t('energy.outOfFit', { why: leftOutText(leftOut, format.language) }));
  const out = points.filter(({ leftOut }) => leftOut !== null);
  const drawn = shown.points.filter(({ point }) => point.leftOut !== null).length;
  return (
    <ChartCard
      title={t('energy.fit')}
      caption={t('energy.fitCaption', { against: nameOf(against) })}
      aside={
        terms.length > 0 && (
          <NativeSelect
            aria-label={t('energy.fitAgainst')}
            value={against}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
            data={[{ value: EXPECTED, label: nameOf(EXPECTED) }, ...terms.map((term) => ({ value: term.id, label: nameOf(term.id) }))]}
          />
        )
      }
      table={() => ({
        head: [t('energy.day'), t('energy.usedKwh'), t('energy.expectedKwh'), ...terms.map((term) => nameOf(term.id)), t('energy.inFit')],
        rows: points.map((point) => [
          day(point.fromUs),
          format.figure(point.actualKwh),
          format.figure(point.expectedKwh),
          ...terms.map((term) => format.figure(point.values.find((each) => each.term === term.id)?.value ?? null)),
          why(point),
        ]),
      })}
      csv={{
        name: `${cell}-baseline-${id.slice(0, 8)}`,
        rows: () => [
          ['from', 'to', 'actualKwh', 'expectedKwh', ...baseline.terms.map((term) => term.id), 'leftOut'],
          ...points.map(({ fromUs, toUs, actualKwh, expectedKwh, values, leftOut }) => [
            ...[fromUs, toUs].map((us) => new Date(us / 1000).toISOString()),
            actualKwh,
            expectedKwh,
            ...values.map(({ value }) => value),
            leftOut?.reason ?? null,
          ]),
        ],
      }}
      foot={
        <>
          <p className="sentence">
            <span>{equationOf(baseline, format, t)}</span>
            <span>R² {format.figure(baseline.r2)}</span>
            <span>CV(RMSE) {format.percent(baseline.cvRmse)}</span>
          </p>
          <p className="minor sentence">
            <span>{t(against === EXPECTED ? 'energy.fitLine' : 'energy.fitTermLine')}</span>
            {out.length > 0 && <span>{t('energy.fitOut', { n: out.length, hidden: out.length - drawn })}</span>}
          </p>
        </>
      }
    >
      <FitPlot
        label={t('energy.fitCaption', { against: nameOf(against) })}
        across={against === EXPECTED ? nameOf(against) : t('energy.perPeriod', { driver: nameOf(against) })}
        up={t('energy.usedKwh')}
        line={shown.line}
        points={shown.points.map(({ point, x, y }) => ({
          x,
          y,
          out: point.leftOut !== null,
          title: t('energy.fitPoint', { day: day(point.fromUs), used: format.kwh(y), against: nameOf(against), value: format.figure(x), why: why(point) }),
        }))}
      />
    </ChartCard>
  );
}
