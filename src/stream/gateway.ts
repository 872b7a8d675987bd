import type { IncomingMessage } from 'node:http';
import { Inject, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect } from '@nestjs/websockets';
import { Counter, Gauge } from 'prom-client';
import { Subscription } from 'rxjs';
import type { WebSocket } from 'ws';
import { AlarmsService } from '../alarms/alarms.service.js';
import { AuthService, bearerToken } from '../auth/auth.service.js';
import { CellsService } from '../cells/cells.service.js';
import type { LineId } from '../contract/equipment.js';
import { SUBPROTOCOL } from '../contract/stream.js';
import { Metrics } from '../platform/metrics.js';
import { TwinService } from '../twin/twin.service.js';
import { LineFeed, type TwinSource } from './line-feed.js';
import { MAX_FRAME_BYTES, STREAM_OPTIONS, type StreamOptions } from './options.js';
import { Session } from './session.js';

const GOING_AWAY = 1001;

/** Sub-protocols are offered by the client; one that knows ours gets it, one that offers none is served all the same. */
const handleProtocols = (offered: Set<string>) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false);

/** The live stream, protocol twin.v1: lets clients in, and keeps the rhythm of feeds, checks and heartbeats. */
@WebSocketGateway({ path: '/ws', perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, handleProtocols } as object)
export class StreamGateway implements OnGatewayConnection, OnGatewayDisconnect, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly feeds = new Map<LineId, LineFeed>();
  private readonly sessions = new Map<WebSocket, Session>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly listening = new Subscription();
  private readonly dropped: Counter;

  constructor(
    private readonly twin: TwinService,
    private readonly cells: CellsService,
    private readonly alarms: AlarmsService,
    private readonly auth: AuthService,
    @Inject(STREAM_OPTIONS) private readonly options: StreamOptions,
    metrics: Metrics,
  ) {
    const { sessions } = this;
    new Gauge({
      name: 'twin_ws_clients',
      help: 'clients of the stream',
      registers: [metrics],
      collect() {
        this.set(sessions.size);
      },
    });
    this.dropped = new Counter({ name: 'twin_ws_dropped_total', help: 'clients of the stream sent away because they took nothing', registers: [metrics] });
  }

  onApplicationBootstrap(): void {
    for (const changes$ of [this.twin.changes$, this.cells.changes$]) this.listening.add(changes$.subscribe(({ line }) => this.feeds.get(line)?.touch()));
    this.listening.add(this.twin.events$.subscribe(({ line }) => this.feeds.get(line)?.touchEvents()));
    this.listening.add(this.alarms.events$.subscribe(({ line }) => this.feeds.get(line)?.touchAlarms()));
    const { tickMs, checkMs, pingMs } = this.options;
    this.every(tickMs, () => this.tick());
    this.every(checkMs, () => this.feeds.forEach((feed) => feed.check()));
    this.every(pingMs, () => this.sessions.forEach((session) => session.ping()));
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const { host, origin, authorization } = request.headers;
    const session = new Session(
      socket,
      { host, origin },
      {
        auth: this.auth,
        options: this.options,
        feedOf: (line) => this.feedOf(line),
        onTooSlow: () => this.dropped.inc(),
      },
    );
    if (this.sessions.size >= this.options.maxClients) return session.turnAway();
    this.sessions.set(socket, session);
    session.begin(bearerToken(authorization));
  }

  handleDisconnect(socket: WebSocket): void {
    this.sessions.get(socket)?.end();
    this.sessions.delete(socket);
  }

  beforeApplicationShutdown(): void {
    this.timers.forEach(clearInterval);
    this.listening.unsubscribe();
    for (const socket of this.sessions.keys()) socket.close(GOING_AWAY, 'the service stops');
  }

  private tick(): void {
    this.sessions.forEach((session) => session.tick());
    this.feeds.forEach((feed) => feed.tick());
  }

  private feedOf(line: LineId): LineFeed | null {
    const known = this.feeds.get(line);
    if (known) return known;
    const feed = this.newFeed(line);
    if (feed) this.feeds.set(line, feed);
    return feed;
  }

  private newFeed(line: LineId): LineFeed | null {
    if (this.twin.has(line)) return new LineFeed(line, this.twin, this.alarms, this.options.nowMs);
    if (this.cells.find(line) === null) return null;
    const cell: TwinSource = { view: (id) => this.cells.view(id), events: () => [] };
    return new LineFeed(line, cell, this.alarms, this.options.nowMs);
  }

  private every(ms: number, task: () => void): void {
    const timer = setInterval(task, ms);
    timer.unref();
    this.timers.push(timer);
  }
}
