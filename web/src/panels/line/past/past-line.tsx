import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import '../../../i18n/replay.js';
import { CopyLink } from '../../../parts/copy-link.js';
import { useFormat } from '../../../parts/use-format.js';
import { useShortcut } from '../../../habits/page.js';
import { useTitle } from '../../../parts/use-title.js';
import { isoOf } from '../../../format/iso.js';
import { useLine } from '../../../store/use-line.js';
import { Failed } from '../../../shell/failed.js';
import { LineBody } from '../line-body.js';
import { NotLive } from '../not-live.js';
import { ReplayControls } from './replay-controls.js';
import type { Speed } from './speeds.js';
import { useReplay } from './use-replay.js';

/** The address follows what is shown in steps of so many views. */
const ADDRESS_EVERY = 20;

/** A line as it was at an instant of the last day, standing still or going on; it says so, and never looks live. */
export function PastLine({ line, at }: { line: string; at: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { speed } = useSearch({ from: '/lines/$line' });
  const navigate = useNavigate({ from: '/lines/$line' });
  const replaying = useReplay(line, Date.parse(at) * 1000, speed ?? null);
  const { live, atUs, everyUs } = replaying;
  const playing = replaying.speed !== null;
  const nowUs = useLine(line, 'overview').received?.asOfUs ?? null;
  const tell = (toUs: number, to: Speed | null) =>
    void navigate({ search: (search) => ({ ...search, at: isoOf(toUs), speed: to ?? undefined }), replace: true, resetScroll: false });
  const back = () => void navigate({ search: ({ at: _, speed: __, ...search }) => search, resetScroll: false });
  useShortcut('freeze', back);
  const slot = Math.floor(atUs / (ADDRESS_EVERY * everyUs));
  useEffect(() => tell(atUs, replaying.speed), [slot, replaying.speed]);
  const { received } = live;
  useTitle(`${t('replay.past')} · ${received ? format.name(received.view.name) : line}`);
  const zone = received?.view.timezone ?? 'UTC';
  const banner = (
    <NotLive title={t('replay.title', { time: format.dayAndClock(atUs, zone) })} detail={t(playing ? 'replay.playing' : 'replay.standing')} onLive={back}>
      <ReplayControls {...{ atUs, nowUs, zone, playing }} speed={replaying.speed} onGo={replaying.go} />
    </NotLive>
  );
  if (replaying.error)
    return (
      <div className="page page-past">
        {banner}
        <Failed error={replaying.error} reset={() => replaying.go(atUs, null)} />
      </div>
    );
  if (!received)
    return (
      <div className="page page-past">
        {banner}
        <p className="notice">{t('replay.waiting')}</p>
      </div>
    );
  return (
    <LineBody live={live} received={received} looking="past">
      {banner}
      <div className="line-actions">
        <CopyLink frozen={{ at: isoOf(atUs) }} />
      </div>
    </LineBody>
  );
}
