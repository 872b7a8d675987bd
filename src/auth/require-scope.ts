import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal, Scope } from './principal.js';

export const REQUIRED_SCOPE = 'auth:scope';

export interface RequiredScope {
  scope: Scope;
  on: 'line' | 'any-line';
}

export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/**
 * The scope that a handler (or all of a controller) needs. It is asked for on the line or process cell named by the path parameter
 * `:line` or `:cell` or by `line` in the body; where neither names one, on all lines. `any-line` asks for it on one line at least:
 * for lists, which must then leave out what the caller may not see (`@Caller()` and `allows`). A handler with neither
 * this nor `@Public()` (platform) is closed to all.
 */
export const RequireScope = (scope: Scope, on: RequiredScope['on'] = 'line') => SetMetadata(REQUIRED_SCOPE, { scope, on } satisfies RequiredScope);

/** The principal of the request, as a parameter of a handler. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('@Caller() on a public handler: there is no principal');
  return principal;
});
