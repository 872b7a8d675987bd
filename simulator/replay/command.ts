import { randomUUID } from 'node:crypto';
import type { StoppableClock } from '../clock.js';
import { EXIT, type Ending } from '../exit.js';
import { Publisher } from '../mqtt/publisher.js';
import { loadMapping } from './mapping.js';
import { check, replay } from './replay.js';

export interface ReplayOptions {
  mapping: string;
  broker: string;
  speed: number;
  /** Time stamp of the first row [ms]; null: as recorded. */
  startMs: number | null;
  maxGapMs: number;
  retryForMs: number | null;
}

/** `simulator replay`: recorded CSV files as messages, in time order. All files are read once before the first message goes out. */
export async function replayCommand(files: string[], options: ReplayOptions, clock: StoppableClock, say: (sentence: string) => void): Promise<Ending> {
  const mapping = loadMapping(options.mapping);
  if (!mapping.ok) return { code: EXIT.badInput, message: mapping.issues.join('\n') };
  const checked = await check(files, mapping.value);
  if (!checked.ok) return { code: EXIT.badInput, message: checked.problem };
  const publisher = new Publisher({ url: options.broker, clientId: `pharmatwin-replay-${randomUUID().slice(0, 8)}`, retryForMs: options.retryForMs, say });
  const release = clock.onStop(() => publisher.interrupt());
  const beganMs = clock.nowMs();
  const count = await replay({ files, mapping: mapping.value, speed: options.speed, startMs: options.startMs, maxGapMs: options.maxGapMs }, publisher, clock);
  release();
  const open = publisher.inFlight;
  await publisher.close();
  if ('code' in count) return count;
  const seconds = (clock.nowMs() - beganMs) / 1000;
  const span = count.firstMs === null ? '' : `, ${new Date(count.firstMs).toISOString()} to ${new Date(count.lastMs!).toISOString()}`;
  const what =
    count.rows < checked.rows || open > 0
      ? `stopped after ${count.rows} of ${checked.rows} rows, ${open} messages not acknowledged`
      : `replayed ${count.rows} rows`;
  return { code: EXIT.ok, message: `${what}: ${count.messages} messages${span}, in ${seconds.toFixed(1)} s` };
}
