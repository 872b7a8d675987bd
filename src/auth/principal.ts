import type { LineId } from '../contract/equipment.js';

/** read: see; run: ask what-ifs; edit: change what is kept. None of them includes another. */
export const SCOPES = ['read', 'run', 'edit'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Grant {
  scope: Scope;
  /** A line, or * for all. */
  line: LineId;
}

/** Who is asking, and what he may do. */
export interface Principal {
  name: string;
  scopes: readonly Grant[];
}

/** Used where nobody needs a token: on loopback, with none configured. */
export const ANONYMOUS: Principal = { name: 'anonymous', scopes: SCOPES.map((scope) => ({ scope, line: '*' })) };

/** Whether the principal has the scope on the line; `*` asks for all lines. */
export function allows(principal: Principal, scope: Scope, line: LineId): boolean {
  return principal.scopes.some((grant) => grant.scope === scope && (grant.line === '*' || grant.line === line));
}

/** Whether the principal has the scope on one line at least. */
export function allowsSomewhere(principal: Principal, scope: Scope): boolean {
  return principal.scopes.some((grant) => grant.scope === scope);
}
