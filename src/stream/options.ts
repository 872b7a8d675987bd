/** The limits and rhythms of the stream. */
export interface StreamOptions {
  /** Between two looks at what changed: 20 Hz. */
  tickMs: number;
  /** Between two checks of a client's copy. */
  checkMs: number;
  /** Within this a client must say who it is. */
  authMs: number;
  /** Between two heartbeats. A client that did not answer the one before is gone. */
  pingMs: number;
  /** A client that takes nothing for so long is sent away. */
  stallMs: number;
  /** Bytes that may wait in a client's socket before nothing more is sent to it. */
  highWaterBytes: number;
  /** Beyond so many waiting bytes a client that keeps asking is cut off. */
  limitBytes: number;
  maxSubscriptions: number;
  maxClients: number;
  /** A number in [0, 1): spreads the return of clients that were sent away. */
  random: () => number;
  /** A clock that only goes forward. */
  nowMs: () => number;
}

export const STREAM_OPTIONS = Symbol('stream options');

export const DEFAULT_STREAM_OPTIONS: StreamOptions = {
  tickMs: 50,
  checkMs: 5_000,
  authMs: 5_000,
  pingMs: 20_000,
  stallMs: 10_000,
  highWaterBytes: 64 * 1024,
  limitBytes: 1024 * 1024,
  maxSubscriptions: 100,
  maxClients: 1_000,
  random: Math.random,
  nowMs: () => performance.now(),
};

/** Largest frame that a client may send. */
export const MAX_FRAME_BYTES = 64 * 1024;
