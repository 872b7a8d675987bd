import type { RawData, WebSocket } from 'ws';
import type { AuthService } from '../auth/auth.service.js';
import type { Caller } from '../auth/loopback.js';
import { allows, type Principal } from '../auth/principal.js';
import { explain, toIssue } from '../contract/explain.js';
import type { LineId } from '../contract/equipment.js';
import { ClientMessage, type ServerMessage } from '../contract/stream.js';
import { refusal } from '../contract/refusal.js';
import { frameOf, type Frame, type LineFeed, type ResumePoint, type Subscription } from './line-feed.js';
import type { StreamOptions } from './options.js';

type ErrorMessage = ServerMessage & { type: 'error' };

/** Close codes of RFC 6455. */
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

export interface SessionDeps {
  auth: Pick<AuthService, 'examine'>;
  options: StreamOptions;
  feedOf: (line: LineId) => LineFeed | null;
  /** Told once when the session sends its client away for taking nothing. */
  onTooSlow: () => void;
}

/** One client: who it is, what it follows, and whether it keeps up. Whatever it sends is answered, never thrown at. */
export class Session {
  private readonly subscriptions = new Map<LineId, Subscription>();
  private principal: Principal | null = null;
  private authTimer: NodeJS.Timeout | null = null;
  private stalledSinceMs: number | null = null;
  private answered = true;
  private closing = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly caller: Caller,
    private readonly deps: SessionDeps,
  ) {
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => (this.answered = true));
  }

  /** Lets the client in by its Authorization header, or as this machine's own user; else waits for its first frame. */
  begin(token: string | null): void {
    const answer = this.deps.auth.examine(token, this.caller);
    if (answer.ok) this.welcome(answer.principal);
    else if (answer.reason !== 'no-token') this.refuse(answer.reason === 'not-local' ? 'forbidden' : 'unauthorized', answer.detail);
    else
      this.authTimer = setTimeout(
        () => this.refuse('unauthorized', 'the first frame, {"type":"auth","token":…}, did not come in time'),
        this.deps.options.authMs,
      );
  }

  /** Sends the client away where it has taken nothing for too long. */
  tick(): void {
    if (this.ready() || this.closing) {
      this.stalledSinceMs = null;
      return;
    }
    const nowMs = this.deps.options.nowMs();
    this.stalledSinceMs ??= nowMs;
    if (nowMs - this.stalledSinceMs < this.deps.options.stallMs) return;
    this.deps.onTooSlow();
    this.leave({ type: 'error', code: 'too-slow', detail: 'nothing was taken for too long', retryAfterS: this.retryAfterS() }, TRY_AGAIN_LATER);
  }

  /** A heartbeat; a client that did not answer the last one is cut off. */
  ping(): void {
    if (!this.answered) this.socket.terminate();
    this.answered = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }

  /** There are too many clients. */
  turnAway(): void {
    this.leave({ type: 'error', code: 'too-many', detail: 'there are too many clients', retryAfterS: this.retryAfterS() }, TRY_AGAIN_LATER);
  }

  /** The socket is closed. */
  end(): void {
    this.closing = true;
    this.clearAuthTimer();
    for (const line of [...this.subscriptions.keys()]) this.unsubscribe(line);
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.closing) return;
    if (this.socket.bufferedAmount > this.deps.options.limitBytes) return this.socket.terminate();
    const read = isBinary ? ({ ok: false, detail: 'frames are text' } as const) : readMessage(data);
    if (!read.ok) this.say({ type: 'error', code: 'bad-message', detail: read.detail });
    else this.handle(read.message);
  }

  private handle(message: ClientMessage): void {
    if (message.type === 'auth') return this.authenticate(message.token);
    if (!this.principal) return this.refuse('unauthorized', 'the first frame must be {"type":"auth","token":…}');
    switch (message.type) {
      case 'sub':
        return this.subscribe(this.principal, message.line, message.maxHz, message.resume);
      case 'unsub':
        return this.unsubscribe(message.line);
      case 'ping':
        return this.say({ type: 'pong', ...(message.id === undefined ? {} : { id: message.id }) });
    }
  }

  private authenticate(token: string): void {
    const answer = this.deps.auth.examine(token, this.caller);
    if (!answer.ok) return this.refuse('unauthorized', answer.detail);
    this.welcome(answer.principal);
    for (const line of [...this.subscriptions.keys()]) {
      if (allows(answer.principal, 'read', line)) continue;
      this.unsubscribe(line);
      this.forbid(answer.principal, line);
    }
  }

  private welcome(principal: Principal): void {
    this.clearAuthTimer();
    this.principal = principal;
    this.say({ type: 'welcome', principal: principal.name, expiresAtUs: null });
  }

  private subscribe(principal: Principal, line: LineId, maxHz: number | undefined, resume: ResumePoint | undefined): void {
    if (!allows(principal, 'read', line)) return this.forbid(principal, line);
    const feed = this.deps.feedOf(line);
    if (!feed) return this.say({ type: 'error', code: 'unknown-line', detail: refusal('noLine', { id: line }), line });
    this.unsubscribe(line);
    const { maxSubscriptions } = this.deps.options;
    if (this.subscriptions.size >= maxSubscriptions) {
      return this.say({ type: 'error', code: 'too-many', detail: `at most ${maxSubscriptions} lines can be followed at once`, line });
    }
    const subscription = this.place(line, maxHz);
    this.subscriptions.set(line, subscription);
    feed.subscribe(subscription, resume);
  }

  private place(line: LineId, maxHz: number | undefined): Subscription {
    const { tickMs } = this.deps.options;
    // A little slack: a timer that fires early must not cost a whole tick.
    const gapMs = maxHz === undefined ? 0 : Math.max(0, 1000 / maxHz - tickMs / 10);
    return { line, gapMs, epoch: '', rev: 0, eventSeq: 0, alarmSeq: 0, sentAtMs: -Infinity, ready: () => this.ready(), send: (frame) => this.sendFrame(frame) };
  }

  private unsubscribe(line: LineId): void {
    const subscription = this.subscriptions.get(line);
    if (!subscription) return;
    this.subscriptions.delete(line);
    this.deps.feedOf(line)?.unsubscribe(subscription);
  }

  private forbid(principal: Principal, line: LineId): void {
    this.say({ type: 'error', code: 'forbidden', detail: `${principal.name} may not read line ${line}`, line });
  }

  private refuse(code: ErrorMessage['code'], detail: string): void {
    this.leave({ type: 'error', code, detail }, POLICY_VIOLATION);
  }

  private leave(message: ErrorMessage, closeCode: number): void {
    this.say(message);
    this.end();
    this.socket.close(closeCode, message.code);
  }

  private ready(): boolean {
    return this.socket.bufferedAmount <= this.deps.options.highWaterBytes;
  }

  private say(message: ServerMessage): void {
    this.sendFrame(frameOf(message));
  }

  private sendFrame(frame: Frame): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(frame, { binary: false });
  }

  private retryAfterS(): number {
    return Math.round(5 + this.deps.options.random() * 10);
  }

  private clearAuthTimer(): void {
    if (this.authTimer) clearTimeout(this.authTimer);
    this.authTimer = null;
  }
}

type Read = { ok: true; message: ClientMessage } | { ok: false; detail: string };

function readMessage(data: RawData): Read {
  let value: unknown;
  try {
    value = JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return { ok: false, detail: 'not JSON' };
  }
  const explained = explain(ClientMessage, value);
  if (explained.ok) return { ok: true, message: explained.value };
  const { pointer, detail } = toIssue(explained.faults[0]!);
  return { ok: false, detail: pointer ? `${pointer}: ${detail}` : detail };
}
