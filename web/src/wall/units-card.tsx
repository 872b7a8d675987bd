import { accountOfUnit, producing } from '../../../src/contract/unit-account.js';
import { ACCOUNT_SIGNS } from '../format/account.js';
import { troubledUnits } from '../panels/lines/cell-rank.js';
import { StateSwatch } from '../parts/state-swatch.js';
import { WallCard } from './board.js';
import type { SiteShown } from './site-shown.js';
import { StateSign } from './signs.js';
import { useSpeech } from './speech.js';

const NAMED = 4;

/** All units by their state in the order of the route, and those by name that are other than they should be. */
export function UnitsCard({ view, nowUs, names, order }: SiteShown & { order: readonly string[] }) {
  const { t, format, words } = useSpeech();
  const troubled = troubledUnits(view);
  const named = troubled.slice(0, NAMED);
  return (
    <WallCard title={t('states')}>
      <p className="wall-units">
        {order.map((id) => {
          const account = accountOfUnit(view.units[id]!);
          return (
            <span key={id} role="img" aria-label={`${names.source(id)}: ${words.accounts[account]}`}>
              <StateSwatch family={ACCOUNT_SIGNS[account]} />
            </span>
          );
        })}
      </p>
      <p>{t('producingOf', { n: producing(Object.values(view.units)), all: order.length })}</p>
      {troubled.length === 0 && <p>{t('allNormal')}</p>}
      <ul>
        {named.map(({ source, account, sinceUs }) => (
          <li key={source} className="wall-row">
            <span>{names.source(source)}</span>
            <span>
              <StateSign sign={ACCOUNT_SIGNS[account]} word={words.accounts[account]} /> {sinceUs !== null && format.duration((nowUs - sinceUs) / 1e6)}
            </span>
          </li>
        ))}
      </ul>
      {troubled.length > named.length && <p className="wall-minor">{t('more', { n: troubled.length - named.length })}</p>}
    </WallCard>
  );
}
