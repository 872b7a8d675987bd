import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;
/** Asked every few seconds by machines, also while a part is not ready (503): worth a line only where one looks for it. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** The id of a request: that of the caller where it is a plain word, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** One log line and one measurement a request. Queries and headers are not logged: they may hold secrets. */
export function logRequests(http: FastifyInstance, logger: Logger, metrics: Metrics): void {
  http.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    metrics.httpSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    logger[levelOf(route, reply.statusCode)](
      { context: 'http', requestId: request.id, method: request.method, path: pathOf(request), status: reply.statusCode, ms },
      'request',
    );
    done();
  });
}

function levelOf(route: string, status: number): 'debug' | 'info' | 'error' {
  if (QUIET.has(route) && status !== 500) return 'debug';
  return status >= 500 ? 'error' : 'info';
}

function pathOf(request: FastifyRequest): string {
  const query = request.url.indexOf('?');
  return query < 0 ? request.url : request.url.slice(0, query);
}
