import type { FastifyInstance } from 'fastify';

/** A DELETE that names the type of a body and has none is taken as one without: many clients send that header with every request. */
export function allowDeleteWithoutBody(http: FastifyInstance): void {
  http.addHook('onRequest', ({ method, headers }, _reply, done) => {
    const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (method === 'DELETE' && isEmpty) delete headers['content-type'];
    done();
  });
}
