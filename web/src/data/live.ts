import type { CellLive } from '../../../src/contract/cell-live.js';
import type { LineView, TwinState } from '../../../src/contract/stream.js';
import { TwinStream, type StateMeta, type StreamStatus } from '../../../client/stream.js';
import { onTokenChange, setRefused, token } from './token.js';

export interface LiveListener<View> {
  onState(view: View, asOfUs: number, epoch: string): void;
  onStatus(status: StreamStatus): void;
  /** The server does not let us follow it. */
  onRefused(code: string): void;
  /** Something happened to one of its alarms. */
  onAlarms(): void;
}

let stream: TwinStream | null = null;

/** One connection for the page, made when the first line is followed. */
function connection(): TwinStream {
  if (stream) return stream;
  const made = new TwinStream({ url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, token: token() });
  onTokenChange(() => {
    const newest = token();
    if (newest !== null) made.setToken(newest);
  });
  stream = made;
  return made;
}

const common = (listener: LiveListener<never>) => ({
  onStatus: (status: StreamStatus) => listener.onStatus(status),
  onAlarms: () => listener.onAlarms(),
  onError: ({ code }: { code: string }) => {
    if (code === 'unauthorized') setRefused(true);
    listener.onRefused(code);
  },
});

/** Follows a line, at most `maxHz` states a second, until the returned function is called. */
export function watchLine(line: string, maxHz: number, listener: LiveListener<LineView>): () => void {
  const onState = (view: LineView, { asOfUs, epoch }: StateMeta) => listener.onState(view, asOfUs, epoch);
  return connection().subscribe(line, { maxHz }, { ...common(listener), onState });
}

/** The same of a process cell. */
export function watchCell(cell: string, maxHz: number, listener: LiveListener<CellLive>): () => void {
  const onCell = (view: CellLive, { asOfUs, epoch }: StateMeta) => listener.onState(view, asOfUs, epoch);
  return connection().subscribe(cell, { maxHz }, { ...common(listener), onCell });
}

/** The same of whichever of the two it is. */
export function watchPlace(place: string, maxHz: number, listener: LiveListener<TwinState>): () => void {
  const take = (view: TwinState, { asOfUs, epoch }: StateMeta) => listener.onState(view, asOfUs, epoch);
  return connection().subscribe(place, { maxHz }, { ...common(listener), onState: take, onCell: take });
}
