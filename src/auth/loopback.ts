import { isIPv4 } from 'node:net';

/** Whether a host name or address, without port, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

export interface Caller {
  /** Host header as received. */
  host: string | undefined;
  /** Origin header as received. */
  origin: string | undefined;
}

/**
 * Why a request without token cannot be trusted to come from this machine's own user, or null where it can.
 * The Host header must be a loopback name (a page elsewhere can make its own name point here: DNS rebinding), and a
 * browser's Origin must be the very host that was asked (a page elsewhere can open WebSockets and post forms to us).
 */
export function distrust({ host, origin }: Caller): string | null {
  const name = hostName(host);
  if (name === null || !isLoopback(name)) return `without tokens only loopback names are answered, not ${host ?? 'a request without Host'}: set TWIN_TOKENS`;
  if (origin === undefined) return null;
  const from = URL.canParse(origin) ? new URL(origin).host : null;
  return from === host?.toLowerCase() ? null : `without tokens pages of other origins are not answered (${origin}): set TWIN_TOKENS`;
}

function hostName(host: string | undefined): string | null {
  const address = `http://${host ?? ''}`;
  return host && URL.canParse(address) ? new URL(address).hostname : null;
}
