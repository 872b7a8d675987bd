import { useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFollowed } from '../../parts/not-followed.js';
import { useFormat } from '../../parts/use-format.js';
import { useShortcut } from '../../habits/page.js';
import { useTitle } from '../../parts/use-title.js';
import { frozenLine, type LiveLine } from '../../store/live-line.js';
import { useLine } from '../../store/use-line.js';
import { LineActions } from './line-actions.js';
import { LineBody } from './line-body.js';
import { NotLive } from './not-live.js';

const PastLine = lazy(() => import('./past/past-line.js').then(({ PastLine: component }) => ({ default: component })));

/** One line, live or frozen; where the address names an instant, as it was then. */
export function LinePage() {
  const { t } = useTranslation();
  const { line } = useParams({ from: '/lines/$line' });
  const { at } = useSearch({ from: '/lines/$line' });
  if (at === undefined) return <LiveLinePage key={line} line={line} />;
  return (
    <Suspense fallback={<p className="notice">{t('app.loading')}</p>}>
      <PastLine key={line} line={line} at={at} />
    </Suspense>
  );
}

function LiveLinePage({ line }: { line: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const live = useLine(line);
  const [frozen, setFrozen] = useState<LiveLine | null>(null);
  const toggle = () => setFrozen((known) => (known ? null : live.received && frozenLine(live)));
  useShortcut('freeze', toggle);
  const shown = frozen ?? live;
  const { received } = shown;
  useTitle(received ? format.name(received.view.name) : line);
  if (!received) return <NotFollowed refused={live.refused} unknown={t('line.unknownLine', { line })} />;
  const { view, asOfUs } = received;
  return (
    <LineBody live={shown} received={received} looking={frozen ? 'frozen' : 'live'}>
      {frozen && (
        <NotLive
          title={t('line.frozen', { time: format.clock(asOfUs, view.timezone, true) })}
          detail={t('line.frozenSince', { time: format.duration(Math.max(0, ((live.received?.asOfUs ?? asOfUs) - asOfUs) / 1e6)) })}
          onLive={toggle}
        />
      )}
      {view.lineTimeUs !== null && <LineActions nowUs={asOfUs} frozen={frozen !== null} onFreeze={toggle} />}
    </LineBody>
  );
}
