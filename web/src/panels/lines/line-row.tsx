import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { StateBlock } from '../../parts/state-block.js';
import { DemoTag, SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { AlarmCounts } from '../alarms/alarm-counts.js';
import { useLine } from '../../store/use-line.js';
import { quantile, valueAt } from '../line/output-curves.js';
import { OutputBar } from './output-bar.js';
import { needOf, stateOf } from './rank.js';

/** One line of the overview. */
export function LineRow({ line, onNeed }: { line: string; onNeed: (line: string, need: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { received } = useLine(line, 'overview');
  const old = useIsOld(received);
  const view = received?.view ?? null;
  const need = needOf(view);
  useEffect(() => onNeed(line, need), [line, need, onNeed]);
  return (
    <li>
      <Link to="/lines/$line" params={{ line }} className={`line-row card ${old ? 'page-old' : ''}`}>
        <span className="line-row-name">
          <b>{view ? format.name(view.name) : line}</b>
          <span>
            {view?.demo && <DemoTag />} <Freshness received={received} />
          </span>
          {view && view.lineTimeUs !== null && <AlarmCounts line={line} />}
        </span>
        {view && view.lineTimeUs !== null ? (
          <Heard view={view} nowUs={received!.asOfUs} />
        ) : (
          <span className="minor line-row-none">{t('lines.noReading')}</span>
        )}
      </Link>
    </li>
  );
}

function Heard({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { family, unit: id } = stateOf(view);
  const unit = view.units[id]!;
  const rate = view.output.ratePerMin;
  const plan = view.forecast?.planUnits ?? view.start?.planUnits ?? null;
  const low = valueAt(quantile(view.start, 'p10'), nowUs / 1e6);
  const high = valueAt(quantile(view.start, 'p90'), nowUs / 1e6);
  return (
    <>
      <span className="line-row-state">
        <StateBlock family={family} />
        <span className="minor">
          {family === 'producing'
            ? rate !== null && `${format.count(rate, view.productItem)}/min`
            : `${format.name(unit.name)}${unit.stateSinceUs === null ? '' : `, ${format.duration((nowUs - unit.stateSinceUs) / 1e6)}`}`}
        </span>
      </span>
      <span className="line-row-output">
        <span>
          <b className="figure">{format.count(view.output.good, view.productItem)}</b>{' '}
          {plan !== null && <span className="minor">{t('lines.plan', { plan: format.whole(plan) })}</span>}
        </span>
        <OutputBar good={view.output.good} low={low} high={high} plan={plan} />
        <span className="minor">
          {low !== null && high !== null && (
            <>
              {t('lines.expectedNow', { low: format.whole(low), high: format.whole(high) })} <SimTag />
            </>
          )}
        </span>
      </span>
      <span className="line-row-figure">
        <span className="minor">{t('lines.oee')}</span>
        <b className="figure">{format.percent(view.output.kpis.oee)}</b>
      </span>
      {view.output.powerKw !== null && (
        <span className="line-row-figure">
          <span className="minor">{t('lines.power')}</span>
          <b className="figure">{format.kw(view.output.powerKw)}</b>
          <span className="minor">
            {t('line.expects', { value: format.kw(view.output.expectedPowerKw) })} <SimTag />
          </span>
        </span>
      )}
    </>
  );
}
