import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { AuthenticateError, Client, Subscription } from 'aedes';
import type { GatedSocket } from './gated-socket.js';
import type { Entered, Gatekeeper, Peer } from './gatekeeper.js';
import type { GuardCounts, RefusalKind } from './guard-counts.js';
import { Pace, Paces } from './pace.js';

/** Of what a client may not publish so many a second are recorded, and it waits with the rest. */
const REFUSED_PER_S = 20;
const MAX_SUBSCRIPTIONS = 100; // of one client
const MAX_UNSENT_BYTES = { subscriber: 8 * 1024 * 1024, publisher: 256 * 1024 };
const UNAVAILABLE = 3;
const REFUSED_CREDENTIALS = 4;
const REFUSED_ID = 2;

/** Who a client is, and by what its pace is kept. */
interface Admitted extends Entered {
  source: string;
}

const NOBODY: Admitted = { name: null, proof: null, source: '' };

/** The clients of aedes: who they are, what each may do, and how fast. */
export class Clients {
  private readonly logger = new Logger('EmbeddedBroker');
  private readonly admitted = new WeakMap<Client, Admitted>();
  private readonly paces: Paces;
  private readonly refusals = new Paces(REFUSED_PER_S, REFUSED_PER_S);
  private readonly logs = new Pace(1, 20);

  /** `present`: those who are connected, by their ids. */
  constructor(
    private readonly gate: Gatekeeper,
    private readonly counts: GuardCounts,
    maxRatePerS: number,
    private readonly present: () => Readonly<Record<string, Client>>,
  ) {
    this.paces = new Paces(maxRatePerS, 2 * maxRatePerS);
  }

  /** As aedes' `authenticate`; `onAdmitted` where the client is let in. */
  admit(
    client: Client,
    peer: Peer,
    username: string | undefined,
    password: Buffer | undefined,
    onAdmitted: () => void,
    callback: (error: AuthenticateError | null, ok: boolean | null) => void,
  ): void {
    const answer = (refusal: number | null) =>
      callback(refusal === null ? null : Object.assign(new Error('not admitted'), { returnCode: refusal }), refusal === null);
    this.refusalOf(client, peer, username, password).then(
      (refusal) => {
        if (refusal === null) onAdmitted();
        answer(refusal);
      },
      (error: unknown) => {
        this.logger.error(`a client cannot be admitted: ${(error as Error).message}`);
        answer(UNAVAILABLE);
      },
    );
  }

  /** Whether it may publish there, and how long it has to wait with that. */
  publishes(client: Client | null, topic: string): { bound: boolean; waitMs: number; who: string } {
    const { name, source } = this.of(client);
    const bound = this.gate.mayPublish(name, topic);
    const waitMs = (bound ? this.paces : this.refusals).of(source).wait(performance.now());
    if (waitMs > 0) this.counts.heldBack += 1;
    return { bound, waitMs, who: name === null ? 'a client without a name' : `user ${name}` };
  }

  subscribes(client: Client, { topic }: Subscription): boolean {
    const { name } = this.of(client);
    if (subscriptionsOf(client) < MAX_SUBSCRIPTIONS && this.gate.maySubscribe(name, topic)) return true;
    this.refused('subscription', `${name === null ? idOf(client) : `user ${name}`} may not subscribe to ${shown(topic)}`);
    return false;
  }

  /** Whoever sends and does not read costs memory for each acknowledgement. */
  takesItsAnswers(client: Client): boolean {
    if (socketOf(client).writableLength <= MAX_UNSENT_BYTES.publisher || subscriptionsOf(client) > 0) return true;
    this.refused('slow', `${idOf(client)} is disconnected: it does not take its acknowledgements`);
    return false;
  }

  /** Whoever does not take what is sent to it is disconnected before others have to wait for it. */
  takesItsMessages(client: Client): boolean {
    const socket = socketOf(client);
    if (socket.writableLength <= MAX_UNSENT_BYTES.subscriber) return true;
    if (!socket.destroyed) {
      this.refused('slow', `${idOf(client)} is disconnected: it does not take what is sent to it`);
      socket.destroy(new Error('does not take what is sent to it'));
    }
    return false;
  }

  /** Disconnects those who may not be in any more, once the users have changed. */
  async sweep(): Promise<void> {
    if (!(await this.gate.refresh())) return;
    for (const client of Object.values(this.present())) {
      const admitted = this.admitted.get(client);
      if (!admitted || this.gate.knows(admitted)) continue;
      this.logger.log(`${idOf(client)} is disconnected: the users of the broker have changed`);
      client.close();
    }
  }

  /** Counts, and logs, but not so often that the log is flooded. */
  refused(kind: RefusalKind, detail: string): void {
    this.counts.refused[kind] += 1;
    const nowMs = performance.now();
    if (!this.logs.isFree(nowMs)) return;
    this.logs.wait(nowMs);
    this.logger.warn(detail);
  }

  private of(client: Client | null): Admitted {
    return (client && this.admitted.get(client)) ?? NOBODY;
  }

  /** The return code of MQTT with which it is refused; null where it is let in. */
  private async refusalOf(client: Client, peer: Peer, username: string | undefined, password: Buffer | undefined): Promise<number | null> {
    const admission = await this.gate.admit(peer, { username, password: password?.toString('utf8') }, performance.now());
    if (!admission.ok) {
      this.refused('credentials', `${peer.address}: ${admission.detail}`);
      return REFUSED_CREDENTIALS;
    }
    const { name, proof } = admission;
    const other = this.present()[client.id];
    if (other && this.of(other).name !== name) {
      this.refused('credentials', `${peer.address}: ${name === null ? 'somebody' : `user ${name}`} has the client id of another user who is connected`);
      return REFUSED_ID;
    }
    this.admitted.set(client, { name, proof, source: name ?? client.id });
    return null;
  }
}

export const socketOf = (client: Client): GatedSocket => client.conn as Duplex as GatedSocket;

/** A text from outside: short, and without what could play tricks with a log. */
export const shown = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
export const idOf = (client: Client | null): string => (client === null ? 'a client' : `client ${shown(String(client.id))}`);

const subscriptionsOf = (client: Client): number => Object.keys((client as unknown as { subscriptions: object }).subscriptions).length;
