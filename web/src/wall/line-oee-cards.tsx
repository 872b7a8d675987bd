import type { LineView } from '../../../src/contract/stream.js';
import { WallCard } from './board.js';
import { useSpeech } from './speech.js';

/** OEE of the shift and its three factors. */
export function OeeCard({ view: { output } }: { view: LineView }) {
  const { t, format } = useSpeech();
  const { oee, availability, effectiveness, qualityRatio } = output.kpis;
  const factors = { availability, effectiveness, quality: qualityRatio };
  return (
    <WallCard title={t('oee')}>
      <p>
        {t('oeeIndex')} <b className="wall-figure">{format.percent(oee)}</b>
      </p>
      {(['availability', 'effectiveness', 'quality'] as const).map((factor) => (
        <p key={factor}>
          {t(factor)} <b>{format.percent(factors[factor])}</b>
        </p>
      ))}
    </WallCard>
  );
}

/** Stations that have stopped in the shift, the most often first. */
export function StopsCard({ view }: { view: LineView }) {
  const { t, format } = useSpeech();
  const stopped = view.order.map((id) => view.units[id]!).filter(({ shift }) => shift.stops > 0).sort((a, b) => b.shift.stops - a.shift.stops); // prettier-ignore
  return (
    <WallCard title={t('losses')}>
      {stopped.length === 0 && <p>{t('noStops')}</p>}
      <ul>
        {stopped.map(({ equipmentId, name, shift }) => (
          <li key={equipmentId}>{t('stopsOf', { unit: format.name(name), n: format.whole(shift.stops) })}</li>
        ))}
      </ul>
    </WallCard>
  );
}
