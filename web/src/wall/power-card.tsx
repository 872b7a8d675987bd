import { SimTag } from './signs.js';
import { WallCard } from './board.js';
import { deviationOf } from './line-output.js';
import { useSpeech } from './speech.js';

/** Power now; against what the model expects where it does. Where meters are not all heard it says so: what is merely not heard is measured all the same. */
export function PowerCard({ powerKw, expectedKw, meters }: { powerKw: number | null; expectedKw: number | null; meters: { heard: number; metered: number } }) {
  const { t, format } = useSpeech();
  const deviation = deviationOf(powerKw, expectedKw);
  return (
    <WallCard title={t('power')}>
      <p>
        {powerKw === null ? <span>{t(meters.metered > 0 ? 'notHeard' : 'notMeasured')}</span> : <b className="wall-figure">{format.kw(powerKw)}</b>}{' '}
        {expectedKw !== null && (
          <>
            {t('powerExpected', { value: format.kw(expectedKw) })} <SimTag />
          </>
        )}
      </p>
      {meters.heard < meters.metered && <p>{t('metersHeard', { heard: format.whole(meters.heard), metered: format.whole(meters.metered) })}</p>}
      {deviation !== null && <p>{t(deviation < 0 ? 'powerLess' : 'powerMore', { share: format.percentWhole(Math.abs(deviation)) })}</p>}
    </WallCard>
  );
}
