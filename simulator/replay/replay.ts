import { Pace } from '../../src/exchange/pace.js';
import { EXIT, type Ending } from '../exit.js';
import { unsPayload } from '../mqtt/message.js';
import type { Publisher } from '../mqtt/publisher.js';
import type { Mapping } from './mapping.js';
import { mergeByTime } from './merge.js';
import { readRows, type Row } from './rows.js';

export interface ReplayPlan {
  files: string[];
  mapping: Mapping;
  /** Seconds of the line in a second of the wall; Infinity: as fast as acknowledged. */
  speed: number;
  /** Time stamp of the first row [ms]; null: as recorded. */
  startMs: number | null;
  /** A longer gap between rows passes in this time of the line [ms]. Time stamps keep it. */
  maxGapMs: number;
}

export interface ReplayCount {
  rows: number;
  messages: number;
  firstMs: number | null;
  lastMs: number | null;
}

/** Reads every row of every file, and says how many there are or what is wrong first. */
export async function check(files: string[], mapping: Mapping): Promise<{ ok: true; rows: number } | { ok: false; problem: string }> {
  let rows = 0;
  for (const file of files) {
    for await (const read of readRows(file, mapping)) {
      if (!read.ok) return read;
      rows++;
    }
  }
  return { ok: true, rows };
}

/** Publishes the rows in time order. `until` resolves at a moment [ms of `nowMs`] or when `stopped` turns true. */
export async function replay(
  plan: ReplayPlan,
  publisher: Publisher,
  clock: { nowMs: () => number; until: (ms: number) => Promise<void>; stopped: () => boolean },
): Promise<ReplayCount | Ending> {
  const count: ReplayCount = { rows: 0, messages: 0, firstMs: null, lastMs: null };
  const topics = plan.mapping.definition.columns.map((column) => `${plan.mapping.definition.topic}/${column.tag}`);
  const pace = new Pace(plan, clock.nowMs);
  let shiftMs: number | null = null;
  for await (const read of mergeByTime(plan.files.map((file) => readRows(file, plan.mapping)))) {
    if (!read.ok) return { code: EXIT.badInput, message: read.problem };
    shiftMs ??= plan.startMs === null ? 0 : plan.startMs - read.row.timeMs;
    await clock.until(pace.due(read.row.timeMs));
    if (clock.stopped() || publisher.ended) break;
    const timeMs = read.row.timeMs + shiftMs;
    count.messages += publishRow(publisher, topics, read.row, timeMs);
    count.rows++;
    count.firstMs ??= timeMs;
    count.lastMs = timeMs;
    await publisher.room();
  }
  await publisher.drained(clock.stopped() ? 3000 : Infinity);
  return publisher.ended ?? count;
}

function publishRow(publisher: Publisher, topics: string[], row: Row, timeMs: number): number {
  let messages = 0;
  row.values.forEach((value, index) => {
    if (value === null) return;
    publisher.send(topics[index]!, unsPayload(timeMs, value));
    messages++;
  });
  return messages;
}
