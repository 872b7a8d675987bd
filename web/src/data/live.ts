import type { LineView } from '../../../src/contract/stream.js';
import { TwinStream, type StreamStatus } from '../../../client/stream.js';
import { onTokenChange, setRefused, token } from './token.js';

export interface LiveListener {
  onState(view: LineView, asOfUs: number, epoch: string): void;
  /** Something happened to an alarm of the line. */
  onAlarms(): void;
  onStatus(status: StreamStatus): void;
  /** The server does not let us follow this line. */
  onRefused(code: string): void;
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

/** Follows a line, at most `maxHz` states a second, until the returned function is called. */
export function watchLine(line: string, maxHz: number, listener: LiveListener): () => void {
  return connection().subscribe(
    line,
    { maxHz },
    {
      onState: (view, { asOfUs, epoch }) => listener.onState(view, asOfUs, epoch),
      onAlarms: () => listener.onAlarms(),
      onStatus: (status) => listener.onStatus(status),
      onError: ({ code }) => {
        if (code === 'unauthorized') setRefused(true);
        listener.onRefused(code);
      },
    },
  );
}
