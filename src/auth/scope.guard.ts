import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { refusal as sentenceOf } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PUBLIC } from '../platform/public.js';
import { AuthService, bearerToken, type Authentication } from './auth.service.js';
import { allows, allowsSomewhere, type Principal } from './principal.js';
import { REQUIRED_SCOPE, type AuthenticatedRequest, type RequiredScope } from './require-scope.js';

/** Closed unless a handler says who may. The stream is no handler: its sessions authenticate themselves. */
@Injectable()
export class ScopeGuard implements CanActivate {
  private readonly logger = new Logger(ScopeGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const required = this.reflector.getAllAndOverride<RequiredScope | undefined>(REQUIRED_SCOPE, targets);
    if (!required) {
      this.logger.error(`${context.getClass().name}.${context.getHandler().name} says neither @RequireScope nor @Public`);
      throw new ProblemError('forbidden', 'nobody may use this');
    }
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const principal = this.principalOf(request, reply);
    request.principal = principal;
    demand(principal, required, lineOf(request), reply);
    return true;
  }

  private principalOf(request: AuthenticatedRequest, reply: FastifyReply): Principal {
    const { authorization, host, origin } = request.headers;
    const answer = this.auth.examine(bearerToken(authorization), { host, origin });
    if (answer.ok) return answer.principal;
    throw refusal(answer, reply);
  }
}

function refusal(answer: Authentication & { ok: false }, reply: FastifyReply): ProblemError {
  if (answer.reason === 'not-local') return new ProblemError('forbidden', answer.detail);
  reply.header('www-authenticate', `Bearer realm="pharmatwin"${answer.reason === 'bad-token' ? ', error="invalid_token"' : ''}`);
  return new ProblemError('unauthorized', answer.detail);
}

function demand(principal: Principal, { scope, on }: RequiredScope, line: string | null, reply: FastifyReply): void {
  const allowed = line === null && on === 'any-line' ? allowsSomewhere(principal, scope) : allows(principal, scope, line ?? '*');
  if (allowed) return;
  reply.header('www-authenticate', `Bearer realm="pharmatwin", error="insufficient_scope", scope="${scope}"`);
  const where = line === null ? (on === 'any-line' ? 'any line' : 'all lines') : `line ${line}`;
  throw new ProblemError('forbidden', sentenceOf('noScope', { who: principal.name, scope, where }));
}

function lineOf(request: AuthenticatedRequest): string | null {
  for (const part of [request.params, request.body]) {
    if (typeof part !== 'object' || part === null) continue;
    const line: unknown = 'line' in part ? part.line : 'cell' in part ? part.cell : undefined;
    if (typeof line === 'string') return line;
  }
  return null;
}
