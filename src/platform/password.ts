import { createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** OWASP's least for scrypt with 16 MiB: N 2^14, r 8, p 5. */
const COST = { N: 16_384, r: 8, p: 5 };
const MAX_N = 2 ** 20;
const HASH_BYTES = 32;
const KNOWN = 1000;

/** scrypt:N:r:p:salt:hash, salt and hash in Base64. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p } = cost;
  return `scrypt:${N}:${r}:${p}:${salt.toString('base64')}:${(await derive(password, salt, cost)).toString('base64')}`;
}

/**
 * Compares passwords with their hashes. One that was right is known again without the cost of scrypt, by a keyed hash that dies with the process, so
 * that a plant that connects again all at once is let in at once. At most four are derived at a time.
 */
export class Passwords {
  private readonly key = randomBytes(32);
  private readonly right = new Map<string, Buffer>();
  private turns: Promise<unknown>[] = [0, 1, 2, 3].map(() => Promise.resolve());
  private waiting = 0;

  /** Whether it was right for this hash before. */
  knows(password: string, kept: string): boolean {
    const known = this.right.get(kept);
    return known !== undefined && timingSafeEqual(known, this.markOf(password, kept));
  }

  /** Null where so many wait that no more are looked at. `kept`: null of nobody, which takes as long as a wrong password. */
  async isRight(password: string, kept: string | null, mostWaiting = 200): Promise<boolean | null> {
    if (this.waiting >= mostWaiting) return null;
    this.waiting += 1;
    const result = this.turns.shift()!.then(() => matches(password, kept));
    this.turns.push(result.catch(() => undefined));
    const same = await result.finally(() => (this.waiting -= 1));
    if (!same || kept === null) return false;
    this.right.set(kept, this.markOf(password, kept));
    if (this.right.size > KNOWN) this.right.delete(this.right.keys().next().value!);
    return true;
  }

  private markOf(password: string, kept: string): Buffer {
    return createHmac('sha256', this.key).update(`${kept}\0${password}`).digest();
  }
}

async function matches(password: string, kept: string | null): Promise<boolean> {
  const [, n, r, p, salt, hash] = (kept ?? `scrypt:${COST.N}:${COST.r}:${COST.p}:AAAAAAAAAAAAAAAAAAAAAA==:AAAA`).split(':') as [string, string, string, string, string, string]; // prettier-ignore
  const wanted = Buffer.from(hash, 'base64');
  const cost = { N: Math.min(Number(n), MAX_N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  return wanted.length === derived.length && timingSafeEqual(wanted, derived);
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash))),
  );
}
