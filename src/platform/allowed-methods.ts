import type { FastifyInstance, RouteOptions } from 'fastify';
import { ProblemError } from './problem.js';
import { sendProblem } from './problem-filter.js';

interface Path {
  pattern: RegExp;
  methods: Set<string>;
}

/** A path that is there, asked with a method that it does not have, answers 405 with Allow (RFC 9110, 15.5.6). Before any route. */
export function answerWrongMethods(http: FastifyInstance): void {
  const paths = new Map<string, Path>();
  http.addHook('onRoute', (route) => addRoute(paths, route));
  http.addHook('onRequest', (request, reply, done) => {
    const { url } = request.routeOptions;
    const matched = url !== undefined && !url.includes('*') && !request.is404;
    const allowed = matched ? [] : methodsOf(paths, request.url.split('?')[0]!);
    if (allowed.length === 0) return done();
    reply.header('allow', allowed.join(', '));
    sendProblem(new ProblemError('method-not-allowed', `${request.method} is not possible here: expected ${allowed.join(' or ')}`), request, reply);
  });
}

/** Paths with a wildcard are whatever nothing else is. */
function addRoute(paths: Map<string, Path>, { url, method }: RouteOptions): void {
  if (url.includes('*')) return;
  const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/:[^/]+/g, '[^/]+')}$`);
  const path = paths.get(url) ?? { pattern, methods: new Set() };
  for (const each of [method].flat()) path.methods.add(each);
  paths.set(url, path);
}

const methodsOf = (paths: ReadonlyMap<string, Path>, url: string): string[] =>
  [...new Set([...paths.values()].filter(({ pattern }) => pattern.test(url)).flatMap(({ methods }) => [...methods]))].sort();
