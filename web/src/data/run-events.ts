import { readEvents } from '../../../client/sse.js';
import type { RunEnd, RunProgress } from '../../../src/contract/run.js';
import { send } from './http.js';

export interface RunListener {
  onProgress(progress: RunProgress): void;
  onEnd(end: RunEnd): void;
  /** The events broke off; the run goes on. */
  onLost(): void;
}

/** Follows a run until it ends or the returned function is called. */
export function followRun(id: string, listener: RunListener): () => void {
  const abort = new AbortController();
  void follow(id, listener, abort.signal).catch(() => {
    if (!abort.signal.aborted) listener.onLost();
  });
  return () => abort.abort();
}

async function follow(id: string, listener: RunListener, signal: AbortSignal): Promise<void> {
  const response = await send('GET', `/api/v1/runs/${encodeURIComponent(id)}/events`, undefined, signal, 'text/event-stream');
  for await (const { event, data } of readEvents(response.body!)) {
    if (event === 'progress') listener.onProgress(JSON.parse(data) as RunProgress);
    if (event === 'status') return listener.onEnd(JSON.parse(data) as RunEnd);
  }
  listener.onLost();
}
