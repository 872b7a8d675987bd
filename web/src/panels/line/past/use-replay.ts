import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { replayQuery } from '../../../data/replay-query.js';
import { emptyLine, withView, type LiveLine } from '../../../store/live-line.js';
import type { Speed } from './speeds.js';
import { CHUNK, chunkFromUs, chunkOf, playerAt, SHOWN_MS, step, wantsNext } from './player.js';

/** A line seen again from an instant on. */
export interface Replaying {
  live: LiveLine;
  /** the instant that is shown, or is waited for */
  atUs: number;
  /** null: it stands still */
  speed: Speed | null;
  /** between two views */
  everyUs: number;
  error: Error | null;
  waiting: boolean;
  /** stands still with speed null */
  go: (atUs: number, speed: Speed | null) => void;
}

export function useReplay(line: string, fromUs: number, speed: Speed | null): Replaying {
  const [player, setPlayer] = useState(() => playerAt(fromUs, speed));
  const [live, setLive] = useState(emptyLine);
  const playing = player.speed !== null;
  const chunk = chunkOf(player);
  const asked = (n: number) => replayQuery(line, chunkFromUs(player, n), player.everyUs, playing || player.index > 0 ? CHUNK : 1);
  const present = useQuery(asked(chunk));
  const next = useQuery({ ...asked(chunk + 1), enabled: wantsNext(player) });
  const frames = useRef({ present: present.data, next: next.data });
  frames.current = { present: present.data, next: next.data };

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => !document.hidden && setPlayer((known) => step(known, frames.current.present, frames.current.next)), SHOWN_MS);
    return () => clearInterval(timer);
  }, [playing]);

  const shown = present.data?.[player.index % CHUNK];
  useEffect(() => {
    if (shown) setLive((known) => withView(known, { view: shown.view, asOfUs: shown.atUs, receivedMs: performance.now(), link: 'live' }));
  }, [shown]);

  return {
    live,
    atUs: player.baseUs + player.index * player.everyUs,
    speed: player.speed,
    everyUs: player.everyUs,
    error: present.error,
    waiting: present.isPending,
    go: (atUs, wanted) => {
      if (wanted !== null || atUs !== player.baseUs + player.index * player.everyUs) setLive((known) => ({ ...emptyLine(), received: known.received }));
      setPlayer((known) => (wanted === null && atUs === known.baseUs + known.index * known.everyUs ? { ...known, speed: null } : playerAt(atUs, wanted)));
    },
  };
}
