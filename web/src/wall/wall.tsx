import { useState, useSyncExternalStore } from 'react';
import { serverNowUs } from '../data/server-clock.js';
import { onTokenChange, tokenRefused } from '../data/token.js';
import { PlaceStore } from '../store/place-store.js';
import { useNowMs } from '../store/use-now.js';
import type { WallAddress } from './address.js';
import { burnInShift } from './burn-in.js';
import { LineBoard } from './line-board.js';
import { SiteBoard } from './site-board.js';
import { warningOf } from './stale.js';
import { TokenNeeded } from './token-needed.js';
import { useDeployed } from './use-deployed.js';
import { WarningBanner } from './warning-banner.js';
import { useSpeech } from './speech.js';

/** Once a second is as often as people read across a hall. */
const HZ = 1;
const openedMs = performance.now();
/** Time since the board was opened [ms]. The clock of the screens may have ticked last before that. */
const sinceOpened = (nowMs: number) => Math.max(0, nowMs - openedMs);

/** The board of a line or site: it follows it, says when what it shows is old, wanders, and loads itself again after a deploy. */
export function Wall({ address }: { address: WallAddress }) {
  const { t } = useSpeech();
  const { x, y } = burnInShift(sinceOpened(useNowMs()));
  const refused = useSyncExternalStore(onTokenChange, tokenRefused);
  useDeployed();
  return (
    <div className="wall" style={{ transform: `translate(${x}px, ${y}px)` }}>
      {refused && <TokenNeeded />}
      {address.place === null ? <main className="wall-note">{t('noPlace')}</main> : <Followed address={address} place={address.place} />}
    </div>
  );
}

function Followed({ address: { pages, rotateS }, place }: { address: WallAddress; place: string }) {
  const { t } = useSpeech();
  const [store] = useState(() => new PlaceStore(place, HZ));
  const { received, refused, alarmsHeard } = useSyncExternalStore(store.subscribe, store.snapshot);
  const nowMs = useNowMs();
  const warning = warningOf(received, nowMs, serverNowUs());
  if (!received) return <main className="wall-note">{refused === null ? t('connecting') : t('unknown', { place })}</main>;
  const { view, asOfUs: nowUs } = received;
  const turned = { pages, rotateS, sinceMs: sinceOpened(nowMs), nowUs, alarmsHeard };
  return (
    <div className={warning ? 'wall-frame wall-frame-old' : 'wall-frame'}>
      <WarningBanner warning={warning} zone={view.timezone} />
      {'kind' in view ? <SiteBoard view={view} {...turned} /> : <LineBoard view={view} {...turned} />}
    </div>
  );
}
