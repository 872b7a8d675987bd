import type { CellItems } from '../../../src/contract/cell-items.js';
import { SimTag } from './signs.js';
import { WallCard } from './board.js';
import type { SiteShown } from './site-shown.js';
import { useSpeech } from './speech.js';

const PRODUCTS = 3;

/** Good items that the rest of the shift brings, by product. */
export function AheadCard({ view, nowUs, names, items }: SiteShown & { items: CellItems }) {
  const { t, format } = useSpeech();
  const { shift } = view.lookAheads;
  const some = shift?.products.filter(({ made }) => made.p90 > 0).sort((a, b) => b.made.p50 - a.made.p50) ?? [];
  return (
    <WallCard
      title={
        shift ? (
          <>
            {t('ahead', { time: format.moment(shift.untilUs, nowUs, view.timezone) })} <SimTag />
          </>
        ) : (
          t('output')
        )
      }
    >
      {!shift && <p>{t('noAhead')}</p>}
      {shift && some.length === 0 && <p>{t('aheadNothing')}</p>}
      <ul>
        {some.slice(0, PRODUCTS).map(({ product, made }) => (
          <li key={product}>
            {t('aheadItems', {
              product: names.product(product),
              made: format.around(format.count(made.p50, items.finished(product)), format.whole(made.p10), format.whole(made.p90)),
            })}
          </li>
        ))}
      </ul>
      {some.length > PRODUCTS && <p className="wall-minor">{t('more', { n: some.length - PRODUCTS })}</p>}
    </WallCard>
  );
}

/** Energy of all carriers that the rest of the shift takes. */
export function EnergyAheadCard({ view, nowUs }: SiteShown) {
  const { t, format } = useSpeech();
  const { shift } = view.lookAheads;
  if (!shift) return <WallCard title={t('energy')}>{t('noAhead')}</WallCard>;
  const { p10, p50, p90 } = shift.kwh;
  return (
    <WallCard title={t('ahead', { time: format.moment(shift.untilUs, nowUs, view.timezone) })}>
      <p>
        {t('aheadEnergy', { kwh: format.around(`${format.whole(p50)}\u00a0kWh`, format.whole(p10), format.whole(p90)) })} <SimTag />
      </p>
    </WallCard>
  );
}

/** Measured power of each carrier. */
export function CarriersCard({ view, names }: SiteShown) {
  const { t, format } = useSpeech();
  const carriers = Object.entries(view.powerKw);
  return (
    <WallCard title={t('carriers')}>
      {carriers.length === 0 && <p>{t(view.electricity.metered > 0 ? 'notHeard' : 'notMeasured')}</p>}
      <ul>
        {carriers.map(([carrier, kw]) => (
          <li key={carrier} className="wall-row">
            <span>{names.carrier(carrier)}</span>
            <b className="wall-figure">{format.kw(kw)}</b>
          </li>
        ))}
      </ul>
    </WallCard>
  );
}
