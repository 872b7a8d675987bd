import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem, ProblemCode } from '../contract/problem.js';
import { readRefusal, type Refusal } from '../contract/refusal.js';
import { ProblemError } from './problem.js';

const KINDS: Record<ProblemCode, { status: number; title: string }> = {
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  validation: { status: 422, title: 'The request does not have the expected form' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'Not possible with this method' },
  unauthorized: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Not allowed' },
  conflict: { status: 409, title: 'Conflicts with the present state' },
  'stale-version': { status: 412, title: 'It has changed since it was read' },
  'precondition-required': { status: 428, title: 'The request must say which version it changes' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The request is of a kind that is not read here' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'not-ready': { status: 409, title: 'Not ready yet' },
  internal: { status: 500, title: 'Internal fault' },
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Whatever is thrown leaves as a problem (RFC 9457). Of an unknown fault only the request id goes out; the log has the rest. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.logger.error(error);
      return;
    }
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (toProblem(error).status >= 500) this.logger.error(error instanceof Error ? error : new Error(String(error)), { requestId: request.id });
    sendProblem(error, request, reply);
  }
}

/** Answers with the problem that a thrown value is. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy(); // half of an answer is out: only a cut says that the rest is missing
    return;
  }
  const problem = toProblem(error);
  if (error instanceof ProblemError && error.retryAfterS !== null) reply.header('retry-after', Math.ceil(error.retryAfterS));
  void reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify({ ...problem, instance: request.url.split('?')[0], requestId: request.id }));
}

/** The problem that a thrown value is. A status without a code of its own keeps it under the nearest one. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) {
    const issues = error.issues.map((issue) => ({ ...issue, ...coded(issue.detail) }));
    return { ...ofCode(error.code), detail: error.message, ...coded(error.message), ...(issues.length > 0 ? { issues } : {}) };
  }
  if (error instanceof HttpException && error.getStatus() !== 500) {
    const status = error.getStatus();
    return { ...ofCode(codeOf(status)), status, detail: error.message };
  }
  return { ...ofCode('internal'), detail: 'the service failed to answer; its log has the reason under the request id' };
}

/** Beside a sentence for people its code, for those who tell it in another language. */
function coded(detail: string): { refusal?: Refusal } {
  const refusal = readRefusal(detail);
  return refusal === null ? {} : { refusal };
}

function codeOf(status: number): ProblemCode {
  if (status >= 500) return status === 503 ? 'not-ready' : 'internal';
  return (Object.keys(KINDS) as ProblemCode[]).find((code) => KINDS[code].status === status && code !== 'not-ready') ?? 'bad-request';
}

const ofCode = (code: ProblemCode) => ({ type: `/problems/${code}`, title: KINDS[code].title, status: KINDS[code].status });
