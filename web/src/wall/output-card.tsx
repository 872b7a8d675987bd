import type { LineView } from '../../../src/contract/stream.js';
import { OutputBar } from '../panels/lines/output-bar.js';
import { SimTag } from './signs.js';
import { WallCard } from './board.js';
import { outputOf } from './line-output.js';
import { OutputCurve } from './output-curve.js';
import { useSpeech } from './speech.js';

/** Output of the shift against its plan, with the band that was expected by now, and where it leads. */
export function OutputCard({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t, format } = useSpeech();
  const { good, plan, now, end } = outputOf(view, nowUs);
  return (
    <WallCard title={t('output')}>
      <p>
        <b className="wall-figure">{format.count(good, view.productItem)}</b> {plan !== null && t('ofPlan', { plan: format.whole(plan) })}
      </p>
      <div className="wall-bar">
        <OutputBar good={good} low={now?.low ?? null} high={now?.high ?? null} plan={plan} />
      </div>
      {now && (
        <p>
          {t('expectedNow', { range: format.range(format.whole(now.low), format.whole(now.high)) })} <SimTag />
        </p>
      )}
      {end && (
        <p>
          {t('atEnd', { end: format.around(format.whole(end.median), format.whole(end.low), format.whole(end.high)) })}
          {end.chance !== null && `, ${t('chance', { chance: format.percentWhole(end.chance) })}`} <SimTag />
        </p>
      )}
      {view.output.ratePerMin !== null && (
        <p>
          {t('rate')} <b>{format.rate(view.output.ratePerMin)}</b>
        </p>
      )}
      {view.shift && <OutputCurve view={view} shift={view.shift} plan={plan} nowUs={nowUs} />}
    </WallCard>
  );
}
