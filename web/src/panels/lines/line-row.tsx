import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { alarmCountsQuery } from '../../data/alarm-queries.js';
import { familySinceUs } from '../../format/state.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { StateBlock } from '../../parts/state-block.js';
import { DemoTag, SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { AlarmCounts } from '../alarms/alarm-counts.js';
import { useLine } from '../../store/use-line.js';
import { DeviationSentence } from '../line/deviation-sentence.js';
import { quantile, valueAt } from '../line/output-curves.js';
import { HealthMark } from './health-mark.js';
import { OutputBar } from './output-bar.js';
import { needOfLine, silentSinceUs, stateOf, worstDeviation } from './rank.js';
import { RowSaid } from './row-said.js';
import { LineStrip } from './share-strip.js';
import { healthOfLine } from './twin-health.js';
import { useTellNeed, type TellNeed } from './use-order.js';

/** One line of the overview. */
export function LineRow({ line, onNeed }: { line: string; onNeed: TellNeed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { received } = useLine(line, 'overview');
  const old = useIsOld(received);
  const view = received?.view ?? null;
  useTellNeed(onNeed, line, needOfLine(view, useQuery(alarmCountsQuery).data?.get(line)));
  return (
    <Link to="/lines/$line" params={{ line }} className={`line-row card ${old ? 'page-old' : ''}`}>
      <span className="line-row-name">
        <b>{view ? format.name(view.name) : line}</b>
        <span>
          <Freshness received={received} /> {view?.demo && <DemoTag />}
        </span>
      </span>
      {view && view.lineTimeUs !== null ? (
        <Heard view={view} nowUs={received!.asOfUs} old={old} />
      ) : (
        <span className="minor line-row-none">{t('lines.noReading')}</span>
      )}
    </Link>
  );
}

function Heard({ view, nowUs, old }: { view: LineView; nowUs: number; old: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { family, unit: id } = stateOf(view);
  const unit = view.units[id]!;
  const deviation = worstDeviation(view);
  const { output } = view;
  const rate = output.ratePerMin !== null && `${format.count(output.ratePerMin, view.productItem)}/min`;
  const lasting = (sinceUs: number | null) => sinceUs !== null && format.duration((nowUs - sinceUs) / 1e6);
  const silent = lasting(silentSinceUs(view));
  const stands = silent ? [t('lines.notHeardFor', { time: silent })] : [format.name(unit.name), lasting(familySinceUs(unit))];
  const said = family === 'producing' ? [rate] : stands;
  return (
    <>
      <span className="line-row-state">
        <StateBlock family={family} />
        <span className="minor">{said.filter(Boolean).join(', ')}</span>
      </span>
      <Output view={view} nowUs={nowUs} />
      <LineStrip line={view.line} />
      <span className="line-row-figure">
        <span className="minor">{t('lines.oee')}</span>
        <b className="figure">{format.percent(output.kpis.oee)}</b>
      </span>
      <span className="line-row-figure">
        <b className="figure">{format.kw(output.powerKw)}</b>
        {output.expectedPowerKw !== null && (
          <span className="minor">
            {t('line.expects', { value: format.kw(output.expectedPowerKw) })} <SimTag />
          </span>
        )}
      </span>
      <AlarmCounts line={view.line} />
      <HealthMark health={old ? 'blind' : healthOfLine(view)} differences={String(view.deviations.length)} />
      {deviation && (
        <RowSaid>
          <DeviationSentence view={view} deviation={deviation} nowUs={nowUs} />
        </RowSaid>
      )}
    </>
  );
}

/** Good units of the shift beside the plan, and what the twin expected by now when the shift began. */
function Output({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const plan = view.forecast?.planUnits ?? view.start?.planUnits ?? null;
  const low = valueAt(quantile(view.start, 'p10'), nowUs / 1e6);
  const high = valueAt(quantile(view.start, 'p90'), nowUs / 1e6);
  return (
    <span className="line-row-output">
      <span>
        <b className="figure">{format.count(view.output.good, view.productItem)}</b>
        {plan !== null && <span className="minor"> {t('lines.plan', { plan: format.whole(plan) })}</span>}
      </span>
      <span className="line-row-bar">
        <OutputBar good={view.output.good} low={low} high={high} plan={plan} />
        {low !== null && high !== null && (
          <span className="minor" title={t('line.expectedAtStart')}>
            {format.range(format.whole(low), format.whole(high))} <SimTag />
          </span>
        )}
      </span>
    </span>
  );
}
