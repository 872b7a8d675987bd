import type { BrokerUsers } from './broker-users.js';
import { Paces } from './pace.js';
import { Passwords } from '../../platform/password.js';

/** Who is at the other end of a connection, before it says so. */
export interface Peer {
  address: string;
  /** Common name of its client certificate, where it is signed by our authority; null for none. */
  certificate: string | null;
}

export interface Credentials {
  username: string | undefined;
  password: string | undefined;
}

/** Who was let in: the name (null of who gave none), and the hash of the password by which it was. */
export interface Entered {
  name: string | null;
  proof: string | null;
}

export type Admission = ({ ok: true } & Entered) | { ok: false; detail: string };

/** From one address: guesses that are looked at without waiting, and how many more in a minute. */
const GUESSES = { atOnce: 20, perMin: 10 };

/** Who may enter the embedded broker, and what they may do there. */
export class Gatekeeper {
  private readonly passwords = new Passwords();
  private readonly guesses = new Paces(GUESSES.perMin / 60, GUESSES.atOnce);

  /** `anonymous`: whether clients without a name are let in as long as there is no user. */
  constructor(
    private readonly users: BrokerUsers,
    private readonly anonymous: boolean,
  ) {}

  /** Whether no names are asked for. */
  get open(): boolean {
    return this.anonymous && this.users.count === 0;
  }

  get userless(): boolean {
    return this.users.count === 0;
  }

  /** Rejects with a sentence where the file of the users is not right. */
  load(): Promise<void> {
    return this.users.load();
  }

  /** Whether the users changed since they were read last. */
  refresh(): Promise<boolean> {
    return this.users.refresh();
  }

  async admit({ address, certificate }: Peer, { username, password }: Credentials, nowMs: number): Promise<Admission> {
    if (this.open) return { ok: true, name: null, proof: null };
    const name = username ?? certificate;
    if (name === null) return { ok: false, detail: 'gives no name' };
    const user = this.users.find(name);
    if (user?.password === null)
      return certificate === name ? { ok: true, name, proof: null } : { ok: false, detail: `user ${shown(name)} needs a client certificate with its name` };
    if (password === undefined) return { ok: false, detail: `user ${shown(name)} gives no password` };
    if (user && this.passwords.knows(password, user.password)) return { ok: true, name, proof: user.password };
    const guesses = this.guesses.of(address);
    if (!guesses.isFree(nowMs)) return { ok: false, detail: 'too many wrong passwords came from its address' };
    guesses.wait(nowMs);
    const isRight = await this.passwords.isRight(password, user?.password ?? null);
    if (isRight !== false) guesses.giveBack();
    if (user && isRight) return { ok: true, name, proof: user.password };
    if (isRight === null) return { ok: false, detail: 'too many passwords wait to be looked at' };
    return { ok: false, detail: `user ${shown(name)} is not known, or the password is wrong` };
  }

  /** Whether somebody who was let in still may be in. */
  knows({ name, proof }: Entered): boolean {
    return name === null ? this.open : this.users.find(name)?.password === proof;
  }

  mayPublish(name: string | null, topic: string): boolean {
    return name === null ? this.open : (this.users.find(name)?.binding.mayPublish(topic) ?? false);
  }

  /** The broker's own topics are nobody's. */
  maySubscribe(name: string | null, filter: string): boolean {
    if (filter.startsWith('$')) return false;
    return name === null ? this.open : (this.users.find(name)?.binding.maySubscribe(filter) ?? false);
  }
}

/** A name from outside: short, and without what could play tricks with a log. */
const shown = (name: string): string => JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
