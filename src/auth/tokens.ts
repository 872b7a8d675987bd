import { createHash, timingSafeEqual } from 'node:crypto';
import { LineId } from '../contract/equipment.js';
import { SCOPES, type Grant, type Principal, type Scope } from './principal.js';

const MIN_LENGTH = 16;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/; // b64token, RFC 6750

export interface Token {
  sha256: Buffer;
  principal: Principal;
}

export type TokensResult = { ok: true; tokens: Token[] } | { ok: false; errors: string[] };

/** SHA-256 of a token: what is kept and compared, never the token itself. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Reads TWIN_TOKENS: one token a line, `name token scope[:line] …`; empty lines and lines that begin with # are left out.
 * Errors are sentences that name the line and never show the token.
 */
export function readTokens(text: string | undefined): TokensResult {
  const tokens: Token[] = [];
  const errors: string[] = [];
  for (const [index, line] of (text ?? '').split(/\r?\n/).entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]!.startsWith('#')) continue;
    const fault = addToken(tokens, words);
    if (fault) errors.push(`TWIN_TOKENS, line ${index + 1}: ${fault}`);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, tokens };
}

function addToken(tokens: Token[], [name, token, ...words]: string[]): string | null {
  if (!name || !token || words.length === 0) return 'expected "name token scope[:line] …", for example "panel s3cret-of-16-characters read:osd-1"';
  if (token.length < MIN_LENGTH || !TOKEN.test(token))
    return `the token of ${name} must have at least ${MIN_LENGTH} characters out of A-Z a-z 0-9 . _ ~ + / - =`;
  const sha256 = hashToken(token);
  if (tokens.some((other) => other.sha256.equals(sha256))) return `the token of ${name} is also that of another name`;
  const scopes: Grant[] = [];
  for (const word of words) {
    const grant = readGrant(word);
    if (!grant) return `${word} is not a scope: expected ${SCOPES.join(', ')}, or one of them with a line (read:osd-1)`;
    scopes.push(grant);
  }
  tokens.push({ sha256, principal: { name, scopes } });
  return null;
}

function readGrant(word: string): Grant | null {
  const [scope, line = '*', ...rest] = word.split(':');
  const known = SCOPES.includes(scope as Scope) && rest.length === 0 && (line === '*' || LineId.safeParse(line).success);
  return known ? { scope: scope as Scope, line } : null;
}

/** The token that equals the given one, found in a time that does not depend on how much of it is right. */
export function findToken(tokens: readonly Token[], token: string): Token | null {
  const sha256 = hashToken(token);
  let found: Token | null = null;
  for (const candidate of tokens) if (timingSafeEqual(candidate.sha256, sha256)) found = candidate;
  return found;
}
