import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

const HEARTBEAT_MS = 15_000;
/** A client that lets this much pile up is cut off; it can come back with Last-Event-ID. */
const BACKLOG_BYTES = 1_000_000;

export interface ServerSentEvent {
  id: number;
  /** It is told whatever a client has heard before: an end that was missed would be waited for in vain. */
  isLast?: boolean;
  event: string;
  data: unknown;
}

/** Sends events (text/event-stream) until the source completes or the client goes. What has the id of Last-Event-ID or a lower one is left out, but for the last. */
export function sendEvents(request: FastifyRequest, reply: FastifyReply, source: Observable<ServerSentEvent>): void {
  const lastId = Number(request.headers['last-event-id'] ?? 0);
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.flushHeaders();
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
  const subscription = source.subscribe({
    next: ({ id, event, data, isLast }) => {
      if (id <= lastId && isLast !== true) return;
      if (raw.writableLength > BACKLOG_BYTES) raw.destroy();
      else raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    error: () => raw.destroy(),
    complete: () => raw.end(),
  });
  raw.on('close', () => {
    clearInterval(heartbeat);
    subscription.unsubscribe();
  });
}
