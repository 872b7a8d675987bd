import { Redis } from 'ioredis';

const RECONNECT_MS = { first: 100, most: 1000 } as const;

/** A connection that is sought for ever: what is asked meanwhile waits. Its faults are in `status`, and told by nobody. */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * RECONNECT_MS.first, RECONNECT_MS.most),
  });
  redis.on('error', () => undefined); // without a listener it would go to the log of the process at each attempt
  return redis;
}

/** Host and port of an address, without name and password. */
export function placeOfRedis(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '6379'}`;
}
