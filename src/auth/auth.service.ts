import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { distrust, isLoopback, type Caller } from './loopback.js';
import { ANONYMOUS, type Principal } from './principal.js';
import { findToken, readTokens, type Token } from './tokens.js';

export type Authentication = { ok: true; principal: Principal } | { ok: false; reason: 'no-token' | 'bad-token' | 'not-local'; detail: string };

/** What is wrong with the settings of access, in sentences. */
export function accessErrors(config: Pick<Config, 'host' | 'tokens'>): string[] {
  const read = readTokens(config.tokens);
  if (!read.ok) return read.errors;
  if (read.tokens.length > 0 || isLoopback(config.host)) return [];
  return [`TWIN_HOST: ${config.host} can be reached from other machines: set TWIN_TOKENS, or listen on 127.0.0.1`];
}

/** Who is asking: the same for HTTP, stream and command line. */
@Injectable()
export class AuthService {
  private readonly tokens: readonly Token[];

  constructor(@Inject(CONFIG) config: Config) {
    const errors = accessErrors(config);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    const read = readTokens(config.tokens);
    this.tokens = read.ok ? read.tokens : [];
  }

  /** The principal of a token, or null. Without any token configured, the anonymous one for callers of this machine. */
  authenticate(token: string | null, caller: Caller): Principal | null {
    const answer = this.examine(token, caller);
    return answer.ok ? answer.principal : null;
  }

  /** As `authenticate`, with the reason of a refusal. */
  examine(token: string | null, caller: Caller): Authentication {
    if (this.tokens.length === 0) {
      const detail = distrust(caller);
      return detail === null ? { ok: true, principal: ANONYMOUS } : { ok: false, reason: 'not-local', detail };
    }
    if (token === null) return { ok: false, reason: 'no-token', detail: 'a bearer token is needed' };
    const found = findToken(this.tokens, token);
    return found ? { ok: true, principal: found.principal } : { ok: false, reason: 'bad-token', detail: 'the token is not known' };
  }
}

/** The token of an Authorization header, or null. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}
