import type { Redis } from 'ioredis';
import { presenceKey, type BullTiming, type Presence } from './bull-wire.js';
import { identityText, type ModelIdentity } from './model-identity.js';

/** The worker processes that are there, as far as was seen last. */
export class Presences {
  processes = 0;
  threads = 0;
  /** models of those that are of another version */
  others: ModelIdentity[] = [];
  /** since when there was none of this version, as far as was looked; null: there is one */
  nobodySinceMs: number | null;
  private lookedMs = -Infinity;

  constructor(
    private readonly redis: Redis,
    private readonly model: ModelIdentity,
    private readonly timing: Pick<BullTiming, 'lookMs' | 'presenceMs'>,
    nowMs: number,
  ) {
    this.nobodySinceMs = nowMs;
  }

  /** Asks Redis, at most once in the time of a look. Rejects where it does not answer. */
  async look(nowMs: number): Promise<void> {
    if (nowMs - this.lookedMs < this.timing.lookMs / 2) return;
    this.lookedMs = nowMs;
    const keys = await this.keys();
    const values = keys.length === 0 ? [] : await this.redis.mget(keys);
    const all = values.filter((value) => value !== null).map((value) => JSON.parse(value) as Presence);
    const own = identityText(this.model);
    const ours = all.filter(({ model }) => identityText(model) === own);
    this.processes = ours.length;
    this.threads = ours.reduce((sum, { threads }) => sum + threads, 0);
    this.others = all.filter((each) => !ours.includes(each)).map(({ model }) => model);
    this.nobodySinceMs = ours.length > 0 ? null : (this.nobodySinceMs ?? nowMs);
  }

  private async keys(): Promise<string[]> {
    const keys = new Set<string>();
    let cursor = '0';
    do {
      const [next, found] = await this.redis.scan(cursor, 'MATCH', presenceKey('*'), 'COUNT', 1000);
      for (const key of found) keys.add(key);
      cursor = next;
    } while (cursor !== '0');
    return [...keys];
  }
}
