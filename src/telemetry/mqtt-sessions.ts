import { Logger } from '@nestjs/common';
import type { Broker, BrokerStatus, Receive } from './broker.js';
import { later, type Later } from './later.js';
import { discardSession } from './discard-session.js';
import { MqttSource, type MqttSourceOptions } from './mqtt-client.js';
import type { SessionBook } from './session-book.js';
import { planSessions, whileChanging, type PlannedSession, type SessionFilters } from './session-plan.js';

export interface MqttSessionsOptions {
  /** Settings of the broker; `session`: what tells packet ids of one session from those of another. */
  optionsOf: (session: PlannedSession) => MqttSourceOptions;
  /** Topic filters by client id. */
  wanted: SessionFilters;
  book: SessionBook;
  receive: Receive;
  after?: Later;
}

interface Session extends PlannedSession {
  source: MqttSource;
  ready: boolean;
  /** Messages taken so far. */
  heard: number;
}

/** A session that is wanted no more is left once nothing has come of it for so long. */
const QUIET_MS = 60_000;

/**
 * The sessions of the lines at the user's broker: one for all, or one for each, which has its own connection, window and queue at the broker. Where
 * others were there before, nothing is missed: first all that are wanted are subscribed, then the topics that moved are unsubscribed where they were, and
 * a session that is wanted no more is heard until nothing comes of it, and taken away.
 */
export class MqttSessions implements Broker {
  private readonly logger = new Logger('MqttSessions');
  private readonly sessions: Session[];
  private readonly address: string;
  private callOff = new Set<() => void>();
  private changing = true;
  private stopping = false;

  constructor(private readonly options: MqttSessionsOptions) {
    this.sessions = planSessions(options.wanted, options.book.known).map((planned) => this.sessionOf(planned));
    this.address = this.sessions[0]!.source.status().address;
  }

  async start(): Promise<void> {
    await this.options.book.replace(whileChanging(this.sessions));
    for (const { source } of this.sessions) await source.start();
  }

  /** Connected where all are that are wanted; else what is wrong with the first that is not. */
  status(): BrokerStatus {
    const wanted = this.sessions.filter((session) => session.wanted);
    if (wanted.length === 1) return wanted[0]!.source.status();
    const broken = wanted.find(({ source }) => !source.status().connected);
    if (broken) return { ...broken.source.status(), detail: `${broken.clientId}: ${broken.source.status().detail}` };
    return { mode: 'external', address: this.address, connected: true, detail: `connected in ${wanted.length} sessions` };
  }

  publish(topic: string, payload: Buffer, kept?: boolean): void {
    this.sessions[0]?.source.publish(topic, payload, kept);
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    this.stopping = true;
    for (const callOff of this.callOff) callOff();
    const once = lazily(committed);
    await Promise.all(this.sessions.map(({ source }) => source.stop(once)));
    await this.options.book.settled();
  }

  private sessionOf(planned: PlannedSession): Session {
    const { receive, optionsOf } = this.options;
    const options = { ...optionsOf(planned), onReady: () => this.onReady(session), onUnsubscribed: () => this.onUnsubscribed(session) };
    const source = new MqttSource(options, (message, done) => {
      const taken = receive(message, done);
      if (taken) session.heard += 1;
      return taken;
    });
    const session: Session = { ...planned, source, ready: false, heard: 0 };
    return session;
  }

  private onReady(session: Session): void {
    session.ready = true;
    if (!this.changing || this.sessions.some(({ wanted, ready }) => wanted && !ready)) return;
    this.changing = false;
    for (const { source, former } of this.sessions) source.unsubscribe(former);
  }

  private onUnsubscribed(session: Session): void {
    const { clientId, wanted, filters, former } = session;
    if (former.length > 0) {
      this.logger.log(`${clientId} is no longer subscribed to ${former.join(', ')}`);
      this.note(clientId, filters);
    }
    if (!wanted) this.watch(session);
  }

  private watch(session: Session): void {
    const { heard } = session;
    const callOff = (this.options.after ?? later)(QUIET_MS, () => {
      this.callOff.delete(callOff);
      if (this.stopping) return;
      if (session.heard !== heard || !session.source.idle) this.watch(session);
      else this.leave(session).catch((error: Error) => this.logger.warn(`the session ${session.clientId} stays at the broker: ${error.message}`));
    });
    this.callOff.add(callOff);
  }

  private async leave(session: Session): Promise<void> {
    const { clientId, source } = session;
    this.sessions.splice(this.sessions.indexOf(session), 1);
    await source.stop(async () => undefined);
    const gone = await discardSession(this.options.optionsOf(session));
    if (!gone) throw new Error('the broker did not let us take it away; the next start tries again');
    this.note(clientId, null);
    this.logger.log(`the session ${clientId} is empty and taken away`);
  }

  private note(clientId: string, filters: readonly string[] | null): void {
    this.options.book.note(clientId, filters).catch((error: Error) => this.logger.warn(`the sessions cannot be noted: ${error.message}`));
  }
}

function lazily(committed: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | null = null;
  return () => (result ??= committed());
}
