import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { siteName } from '../../format/site-name.js';
import { Crumbs } from '../../parts/crumbs.js';
import { PageActions } from '../../parts/page-actions.js';
import { Freshness } from '../../parts/freshness.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { Received } from '../../store/freshness.js';
import { ExpectedPower } from './expected-power.js';

/** Where we are, the time of the site, what it draws, and how fresh all this is. */
export function CellHeader({ view, received }: { view: CellLive; received: Received<CellLive> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = view;
  const zone = timezone.split('/').at(-1)!.replaceAll('_', ' ');
  return (
    <header className="line-head">
      <div>
        <Crumbs links={[<Link to="/">{t('lines.overview')}</Link>]} />
        <h1>
          {format.name(view.name)} {view.demo && <PlantTag />}
        </h1>
        <p className="minor">
          <span>{t('cell.site', { site: siteName(view.site) })}</span>
          <span title={view.modelVersion}>{t('run.model', { version: view.modelVersion.slice(0, 8) })}</span>
        </p>
      </div>
      <div className="line-head-right">
        {view.powerKw['electricity'] !== undefined && (
          <span className="cell-power">
            <span className="minor">{t('cell.electricity')}</span> <b className="figure">{format.kw(view.powerKw['electricity'])}</b>
            <ExpectedPower view={view} />
          </span>
        )}
        <div className="line-clock">
          {view.asOfUs !== null && (
            <span title={t('cell.siteTime')}>
              <b>{view.catchingUp ? format.dayAndClock(received.asOfUs, timezone) : format.clock(received.asOfUs, timezone, true)}</b>{' '}
              <span className="minor">{zone}</span>
            </span>
          )}
          <Freshness received={received} />
        </div>
        <Link to="/cells/$cell/what-if" params={{ cell: view.cell }} search={{ from: view.asOfUs === null ? 'steady' : 'live' }} className="button">
          {t('line.whatIf')}
        </Link>
        <PageActions />
      </div>
    </header>
  );
}
