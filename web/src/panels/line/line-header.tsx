import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineView } from '../../../../src/contract/stream.js';
import { Crumbs } from '../../parts/crumbs.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { isoOf } from '../../format/iso.js';
import type { Received } from '../../store/freshness.js';
import type { Looking } from './line-body.js';

/** Where we are, what is made, the time of the line, and how fresh all this is. */
export function LineHeader({
  view,
  received,
  nowUs,
  definition,
  looking,
}: {
  view: LineView;
  received: Received;
  nowUs: number;
  definition: LineDefinition | undefined;
  looking: Looking;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const old = useIsOld(received);
  const { shift, timezone, speed } = view;
  const zone = timezone.split('/').at(-1)!.replaceAll('_', ' ');
  return (
    <header className="line-head">
      <div>
        <Crumbs links={[<Link to="/">{t('lines.overview')}</Link>]} />
        <h1>
          {format.name(view.name)} {view.demo && <DemoTag />}
        </h1>
        <p className="minor">
          {definition && <span>{format.name(definition.product.name)}</span>}
          <span>
            {shift
              ? t('line.shift', { name: format.name(shift.name), from: format.clock(shift.fromUs, timezone), to: format.clock(shift.toUs, timezone) })
              : view.lineTimeUs !== null && t('line.noShift')}
          </span>
        </p>
      </div>
      <div className="line-head-right">
        <div className="line-clock">
          {view.lineTimeUs !== null && (
            <span title={t('line.lineTime')}>
              <b>{view.clock === 'source' ? `${format.dayAndClock(nowUs, timezone)}` : format.clock(nowUs, timezone, true)}</b>{' '}
              <span className="minor">{zone}</span>
              {looking === 'live' && !old && Math.abs(speed - 1) > 0.05 && (
                <span className="tag">{t('line.speed', { speed: format.plain(speed >= 10 ? Math.round(speed) : Math.round(speed * 10) / 10) })}</span>
              )}
            </span>
          )}
          {looking === 'live' && <Freshness received={received} />}
        </div>
        <Link
          to="/lines/$line/what-if"
          params={{ line: view.line }}
          search={looking === 'live' ? {} : { at: isoOf(nowUs) }}
          className={`button ${view.lineTimeUs === null ? 'button-quiet' : ''}`}
        >
          {t(view.lineTimeUs === null ? 'line.whatIfEmpty' : 'line.whatIf')}
        </Link>
      </div>
    </header>
  );
}
