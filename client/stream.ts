import type { AlarmEvent } from '../src/contract/alarm.js';
import type { LineId } from '../src/contract/equipment.js';
import type { CellLive } from '../src/contract/cell-live.js';
import { applyChange, flatten, hashOf } from '../src/contract/leaves.js';
import type { ClientMessage, LineView, ServerMessage, TwinEvent, TwinState } from '../src/contract/stream.js';
import type { Micros } from '../src/contract/units.js';

const PROTOCOL = 'twin.v1';
const OPEN = 1;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** connecting: no state yet; live; stale: nothing heard for a while, the state is old; offline: not connected, or refused. */
export type StreamStatus = 'connecting' | 'live' | 'stale' | 'offline';

export interface StateMeta {
  epoch: string;
  rev: number;
  asOfUs: Micros;
}

export interface StreamError {
  code: string;
  detail: string;
}

export interface LineListener {
  /** The state of a line, at once and after each change. Branches that did not change keep their identity. */
  onState?(view: LineView, meta: StateMeta): void;
  /** The same of a process cell. */
  onCell?(view: CellLive, meta: StateMeta): void;
  /** Events in order, each once; `missed` counts those lost for good before them. */
  onEvents?(events: TwinEvent[], missed: number): void;
  /** Events of alarms in order, each once, over restarts of the service too; `missed` counts those to be read from the history. */
  onAlarms?(events: AlarmEvent[], missed: number): void;
  onStatus?(status: StreamStatus): void;
  onError?(error: StreamError): void;
}

/** The part of a WebSocket that is used: a browser's, Node's own from 22, or that of `ws`. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}
export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketLike;

export interface StreamOptions {
  /** ws://host:port/ws */
  url: string;
  token?: string | null;
  /** The global one where not given. */
  webSocket?: WebSocketConstructor;
  /** Checks what is received, for example ServerMessage.parse. Left out in production: the frames are our own. */
  validate?: (message: unknown) => ServerMessage;
  /** A number in [0, 1): spreads reconnections. */
  random?: () => number;
  /** Silence after which a line is stale. The server speaks every 5 s at least. */
  staleMs?: number;
}

interface Followed {
  line: LineId;
  listeners: Map<LineListener, number | undefined>;
  view: TwinState | null;
  meta: StateMeta | null;
  /** Epoch of the events heard so far. */
  eventEpoch: string | null;
  eventSeq: number;
  /** Last event of an alarm heard; null: none of this line yet. */
  alarmSeq: number | null;
  status: StreamStatus;
  heardAtMs: number;
}

/** Hands a state to a listener: a cell says what it is. */
function tell(listener: LineListener, view: TwinState, meta: StateMeta): void {
  if ('kind' in view) listener.onCell?.(view, meta);
  else listener.onState?.(view, meta);
}

/**
 * The live stream of lines and process cells over one WebSocket: connects on the first subscription, applies changes, proves its copy by
 * the hashes of the server, and after a lost connection goes on where it was.
 */
export class TwinStream {
  private readonly lines = new Map<LineId, Followed>();
  private readonly webSocket: WebSocketConstructor;
  private readonly random: () => number;
  private readonly staleMs: number;
  private readonly watch: ReturnType<typeof setInterval>;
  private socket: WebSocketLike | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private retries = 0;
  private retryAfterMs = 0;
  private token: string | null;
  private closed = false;

  constructor(private readonly options: StreamOptions) {
    const global = (globalThis as { WebSocket?: unknown }).WebSocket as WebSocketConstructor | undefined;
    const webSocket = options.webSocket ?? global;
    if (!webSocket) throw new Error('there is no WebSocket here: pass one, for example that of ws');
    this.webSocket = webSocket;
    this.random = options.random ?? Math.random;
    this.staleMs = options.staleMs ?? 12_000;
    this.token = options.token ?? null;
    this.watch = setInterval(() => this.lookForSilence(), this.staleMs / 4);
  }

  /** Follows a line. Of several followers of one line the fastest sets the pace. Returns the end of it. */
  subscribe(line: LineId, options: { maxHz?: number }, listener: LineListener): () => void {
    let followed = this.lines.get(line);
    if (!followed) {
      followed = {
        line,
        listeners: new Map(),
        view: null,
        meta: null,
        eventEpoch: null,
        eventSeq: 0,
        alarmSeq: null,
        status: 'connecting',
        heardAtMs: Date.now(),
      };
      this.lines.set(line, followed);
    }
    const paceBefore = pace(followed);
    followed.listeners.set(listener, options.maxHz);
    listener.onStatus?.(followed.status);
    if (followed.view && followed.meta) tell(listener, followed.view, followed.meta);
    if (followed.listeners.size === 1 || pace(followed) !== paceBefore) this.sendSub(followed, true);
    this.connect();
    return () => this.unsubscribe(line, listener);
  }

  /** A new token, also for the present connection. */
  setToken(token: string): void {
    this.token = token;
    this.send({ type: 'auth', token });
  }

  close(): void {
    this.closed = true;
    clearInterval(this.watch);
    if (this.retryTimer) clearTimeout(this.retryTimer);
    this.socket?.close(1000);
    this.socket = null;
    this.lines.clear();
  }

  private unsubscribe(line: LineId, listener: LineListener): void {
    const followed = this.lines.get(line);
    if (!followed?.listeners.delete(listener) || followed.listeners.size > 0) return;
    this.lines.delete(line);
    this.send({ type: 'unsub', line });
  }

  private connect(): void {
    if (this.socket || this.retryTimer || this.closed) return;
    const socket = new this.webSocket(this.options.url, PROTOCOL);
    this.socket = socket;
    socket.onopen = () => {
      if (this.token !== null) this.send({ type: 'auth', token: this.token });
      for (const followed of this.lines.values()) this.sendSub(followed, true);
    };
    socket.onmessage = (event: { data: unknown }) => {
      if (this.socket === socket) this.receive(String(event.data));
    };
    socket.onerror = () => undefined; // a close follows
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  private lost(): void {
    this.socket = null;
    if (this.closed) return;
    for (const followed of this.lines.values()) this.setStatus(followed, 'offline');
    const backOffMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.retries++);
    const delayMs = Math.max(this.retryAfterMs, backOffMs * (0.5 + this.random() / 2));
    this.retryAfterMs = 0;
    this.retryTimer = setTimeout(() => {
      this.retryTimer = null;
      this.connect();
    }, delayMs);
  }

  private receive(data: string): void {
    const value: unknown = JSON.parse(data);
    const message = this.options.validate ? this.options.validate(value) : (value as ServerMessage);
    if (message.type === 'welcome' || message.type === 'pong') return;
    if (message.type === 'error') return this.refused(message);
    const followed = this.lines.get(message.line);
    if (!followed) return;
    this.retries = 0;
    followed.heardAtMs = Date.now();
    if (message.type === 'snapshot') this.begin(followed, message);
    else if (message.type === 'delta') this.advance(followed, message);
    else if (message.type === 'check') this.verify(followed, message);
    else if (message.type === 'alarms') this.hearAlarms(followed, message.events);
    else this.hear(followed, message.events);
  }

  private advance(followed: Followed, delta: ServerMessage & { type: 'delta' }): void {
    if (!followed.view || !followed.meta) return; // asked for a snapshot, which is on its way
    if (followed.meta.rev !== delta.from) return this.startOver(followed);
    const view = delta.gone.length === 0 && Object.keys(delta.set).length === 0 ? followed.view : applyChange(followed.view, delta);
    this.take(followed, view, { epoch: followed.meta.epoch, rev: delta.to, asOfUs: delta.asOfUs });
  }

  /** All of the state. Events between the last one heard and those that follow now are lost. */
  private begin(followed: Followed, snapshot: ServerMessage & { type: 'snapshot' }): void {
    const missed = followed.eventEpoch === snapshot.epoch ? snapshot.eventSeq - followed.eventSeq : 0;
    followed.eventEpoch = snapshot.epoch;
    followed.eventSeq = snapshot.eventSeq;
    followed.alarmSeq = Math.min(followed.alarmSeq ?? Infinity, snapshot.alarmSeq);
    this.take(followed, snapshot.state, snapshot);
    if (missed > 0) for (const listener of [...followed.listeners.keys()]) listener.onEvents?.([], missed);
  }

  private take(followed: Followed, view: TwinState, { epoch, rev, asOfUs }: StateMeta): void {
    followed.view = view;
    followed.meta = { epoch, rev, asOfUs };
    this.setStatus(followed, 'live');
    for (const listener of [...followed.listeners.keys()]) tell(listener, view, followed.meta);
  }

  private verify(followed: Followed, { rev, hash }: { rev: number; hash: string }): void {
    if (!followed.view || !followed.meta) return;
    if (followed.meta.rev !== rev || hashOf(flatten(followed.view)) !== hash) this.startOver(followed);
    else this.setStatus(followed, 'live');
  }

  private hear(followed: Followed, events: TwinEvent[]): void {
    if (!followed.view) return;
    const fresh = events.filter((event) => event.seq > followed.eventSeq);
    if (fresh.length === 0) return;
    const missed = fresh[0]!.seq - followed.eventSeq - 1;
    followed.eventSeq = fresh.at(-1)!.seq;
    for (const listener of [...followed.listeners.keys()]) listener.onEvents?.(fresh, missed);
  }

  private hearAlarms(followed: Followed, events: AlarmEvent[]): void {
    const { alarmSeq } = followed;
    const fresh = events.filter(({ seq }) => alarmSeq === null || seq > alarmSeq);
    if (fresh.length === 0) return;
    const missed = alarmSeq === null ? 0 : fresh[0]!.seq - alarmSeq - 1;
    followed.alarmSeq = fresh.at(-1)!.seq;
    for (const listener of [...followed.listeners.keys()]) listener.onAlarms?.(fresh, missed);
  }

  /** Our copy is not the server's: ask for all of it. The old one is shown until then. */
  private startOver(followed: Followed): void {
    followed.view = null;
    followed.meta = null;
    this.sendSub(followed, false);
  }

  private refused(error: ServerMessage & { type: 'error' }): void {
    if (error.retryAfterS !== undefined) this.retryAfterMs = error.retryAfterS * 1000;
    const concerned = error.line === undefined ? [...this.lines.values()] : [this.lines.get(error.line)].filter((followed) => followed !== undefined);
    for (const followed of concerned) {
      this.setStatus(followed, 'offline');
      for (const listener of [...followed.listeners.keys()]) listener.onError?.({ code: error.code, detail: error.detail });
    }
  }

  private setStatus(followed: Followed, status: StreamStatus): void {
    if (followed.status === status) return;
    followed.status = status;
    for (const listener of [...followed.listeners.keys()]) listener.onStatus?.(status);
  }

  /** A connection may be dead without a word: what says nothing is stale, and after twice the time is given up. */
  private lookForSilence(): void {
    if (this.socket?.readyState !== OPEN) return;
    const nowMs = Date.now();
    for (const followed of this.lines.values()) {
      const silentMs = nowMs - followed.heardAtMs;
      if (followed.status !== 'live' || silentMs < this.staleMs) continue;
      this.setStatus(followed, 'stale');
    }
    const stale = [...this.lines.values()].filter((followed) => followed.status === 'stale');
    if (!stale.some((followed) => nowMs - followed.heardAtMs >= 2 * this.staleMs)) return;
    const socket = this.socket;
    this.lost();
    socket.close();
  }

  private sendSub(followed: Followed, resume: boolean): void {
    const maxHz = pace(followed);
    const { meta, eventSeq, alarmSeq } = followed;
    this.send({
      type: 'sub',
      line: followed.line,
      ...(maxHz === undefined ? {} : { maxHz }),
      ...(resume && meta ? { resume: { epoch: meta.epoch, rev: meta.rev, eventSeq, ...(alarmSeq === null ? {} : { alarmSeq }) } } : {}),
    });
  }

  private send(message: ClientMessage): void {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(message));
  }
}

/** The fastest of the followers; undefined: as fast as the server gives. */
function pace(followed: Followed): number | undefined {
  const wanted = [...followed.listeners.values()];
  return wanted.length === 0 || wanted.includes(undefined) ? undefined : Math.max(...(wanted as number[]));
}
