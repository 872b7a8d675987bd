import { SimTag } from './signs.js';
import { WallCard } from './board.js';
import { ordersDue, type WallOrder } from './orders-due.js';
import type { SiteShown } from './site-shown.js';
import { useSpeech } from './speech.js';

const FINDINGS = 4;

/** Open orders, the next due first: batches done of those that are planned, and the chance to be in time. */
export function OrdersCard({ view, nowUs, names, most }: SiteShown & { most: number }) {
  const { t } = useSpeech();
  const orders = ordersDue(view);
  return (
    <WallCard title={t('orders')}>
      <p>
        {t('lots')} <b>{Object.keys(view.lots).length}</b>
      </p>
      {orders.length === 0 && <p>{t('noOrders')}</p>}
      <ul>
        {orders.slice(0, most).map((order) => (
          <li key={order.order} className="wall-row">
            <span>{names.product(order.product)}</span>
            <Order order={order} nowUs={nowUs} zone={view.timezone} />
          </li>
        ))}
      </ul>
      {orders.length > most && <p className="wall-minor">{t('more', { n: orders.length - most })}</p>}
    </WallCard>
  );
}

function Order({ order: { ended, batches, dueUs, onTime }, nowUs, zone }: { order: WallOrder; nowUs: number; zone: string }) {
  const { t, format } = useSpeech();
  return (
    <span>
      <b>{batches === null ? t('batchesDone', { ended }) : t('batchesOf', { ended, all: batches })}</b>
      {dueUs !== null && `, ${t(dueUs < nowUs ? 'overdue' : 'due', { time: format.moment(dueUs, nowUs, zone) })}`}
      {onTime !== null && (
        <>
          , {t('onTime', { chance: format.percentWhole(onTime) })} <SimTag />
        </>
      )}
    </span>
  );
}

/** What differs from the model, the newest first. */
export function FindingsCard({ view }: SiteShown) {
  const { t, format } = useSpeech();
  const findings = Object.values(view.findings).sort((a, b) => b.foundUs - a.foundUs);
  return (
    <WallCard title={t('findings')}>
      {findings.length === 0 && <p>{t('noFindings')}</p>}
      <ul>
        {findings.slice(0, FINDINGS).map(({ id, sentence }) => (
          <li key={id}>{format.name(sentence)}</li>
        ))}
      </ul>
      {findings.length > FINDINGS && <p className="wall-minor">{t('more', { n: findings.length - FINDINGS })}</p>}
    </WallCard>
  );
}
