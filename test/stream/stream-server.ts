import '../esm-in-cjs.js';
import type { AddressInfo } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import { Subject } from 'rxjs';
import { WebSocket } from 'ws';
import { AlarmsService } from '../../src/alarms/alarms.service.js';
import { AuthService } from '../../src/auth/auth.service.js';
import type { AlarmEvent } from '../../src/contract/alarm.js';
import type { LineView, ServerMessage, TwinEvent } from '../../src/contract/stream.js';
import { Metrics } from '../../src/platform/metrics.js';
import { CellsService } from '../../src/cells/cells.service.js';
import type { CellLive } from '../../src/contract/cell-live.js';
import { StreamGateway } from '../../src/stream/gateway.js';
import { DEFAULT_STREAM_OPTIONS, STREAM_OPTIONS, type StreamOptions } from '../../src/stream/options.js';
import { TwinService } from '../../src/twin/twin.service.js';

/** A twin without a model: any object is its state. */
export class FakeTwin {
  readonly changes$ = new Subject<{ line: string; rev: number }>();
  readonly events$ = new Subject<{ line: string; event: TwinEvent }>();
  epoch = 'epoch-1';
  rev = 1;
  state: Record<string, unknown> = { good: 0, units: { press: { state: 'Idle' }, cartoner: { state: 'Idle' } } };
  private happened: TwinEvent[] = [];

  constructor(private readonly known: string[] = ['osd-1']) {}

  lines = () => this.known;
  has = (line: string) => this.known.includes(line);
  view = () => ({ epoch: this.epoch, rev: this.rev, asOfUs: this.rev * 1000, view: structuredClone(this.state) as unknown as LineView });
  events = (_line: string, afterSeq: number) => this.happened.filter((event) => event.seq > afterSeq);

  change(fields: Record<string, unknown>, line = 'osd-1'): void {
    this.state = { ...this.state, ...fields };
    this.changes$.next({ line, rev: ++this.rev });
  }

  happen(count = 1): void {
    for (let i = 0; i < count; i++) {
      const event: TwinEvent = {
        seq: (this.happened.at(-1)?.seq ?? 0) + 1,
        atUs: 0,
        kind: 'state',
        unit: 'press',
        from: 'Idle',
        to: 'Execute',
        why: 'measured',
      };
      this.happened.push(event);
      this.events$.next({ line: 'osd-1', event });
    }
  }

  restart(): void {
    this.epoch = 'epoch-2';
    this.rev = 1;
    this.happened = [];
    this.changes$.next({ line: 'osd-1', rev: 1 });
  }
}

/** One cell without a model: any object of its kind is its state. */
export class FakeCells {
  readonly changes$ = new Subject<{ line: string; rev: number }>();
  rev = 1;
  state: Record<string, unknown> = { kind: 'cell', lots: { L1: { where: 'unit' } } };

  find = (cell: string) => (cell === 'granules' ? {} : null);
  view = () => ({ epoch: 'cells-1', rev: this.rev, asOfUs: this.rev * 1000, view: structuredClone(this.state) as unknown as CellLive });

  change(fields: Record<string, unknown>): void {
    this.state = { ...this.state, ...fields };
    this.changes$.next({ line: 'granules', rev: ++this.rev });
  }
}

/** Alarms without a line: they only happen. */
export class FakeAlarms {
  readonly events$ = new Subject<{ line: string }>();
  private readonly written: AlarmEvent[] = [];

  events = (_line: string, afterSeq: number) => this.written.filter(({ seq }) => seq > afterSeq);
  lastSeq = () => this.written.length;

  happen(count: number): void {
    for (let i = 0; i < count; i++) {
      const seq = this.written.length + 1;
      const event = seq % 2 ? ('raised' as const) : ('returned' as const);
      this.written.push({
        ...{ seq, atUs: seq * 1e6, recordedAtUs: seq * 1e6, alarm: 'press.force', unit: 'press', event, kind: 'alarm', priority: 'high' },
        ...{ value: 12, who: null, why: null, untilUs: null },
      });
    }
    this.events$.next({ line: 'osd-1' });
  }
}

export interface StreamServer {
  app: NestFastifyApplication;
  url: string;
  port: number;
  metrics: Registry;
  close(): Promise<void>;
}

export async function startStream(
  twin: FakeTwin,
  options: Partial<StreamOptions> = {},
  tokens?: string,
  port = 0,
  alarms = new FakeAlarms(),
  cells = new FakeCells(),
): Promise<StreamServer> {
  const metrics = new Registry();
  const module = await Test.createTestingModule({
    providers: [
      StreamGateway,
      { provide: TwinService, useValue: twin },
      { provide: CellsService, useValue: cells },
      { provide: AlarmsService, useValue: alarms },
      { provide: AuthService, useValue: new AuthService({ host: '127.0.0.1', tokens } as never) },
      { provide: STREAM_OPTIONS, useValue: { ...DEFAULT_STREAM_OPTIONS, tickMs: 5, ...options } },
      { provide: Metrics, useValue: metrics },
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ forceCloseConnections: true }), { logger: false });
  app.useWebSocketAdapter(new WsAdapter(app));
  await app.listen(port, '127.0.0.1');
  const { port: bound } = app.getHttpServer().address() as AddressInfo;
  return { app, port: bound, url: `ws://127.0.0.1:${bound}/ws`, metrics, close: () => app.close() };
}

type Message<T extends ServerMessage['type']> = ServerMessage & { type: T };

/** A client of bare frames: waits for messages in order, keeps none from the test. */
export class RawClient {
  readonly all: ServerMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private read = 0;
  private wake: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.all.push(JSON.parse(data.toString('utf8')) as ServerMessage);
      this.wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
  }

  static async connect(url: string, options: { headers?: Record<string, string>; protocols?: string[] } = {}): Promise<RawClient> {
    const client = new RawClient(new WebSocket(url, options.protocols ?? ['twin.v1'], { headers: options.headers ?? {} }));
    await new Promise((resolve, reject) => client.socket.once('open', resolve).once('error', reject));
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  /** The next message of the type; others before it are passed over. */
  async next<T extends ServerMessage['type']>(type: T): Promise<Message<T>> {
    for (;;) {
      while (this.read < this.all.length) {
        const message = this.all[this.read++]!;
        if (message.type === type) return message as Message<T>;
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  of<T extends ServerMessage['type']>(type: T): Message<T>[] {
    return this.all.filter((message): message is Message<T> => message.type === type);
  }

  close(): void {
    this.socket.terminate();
  }
}
