import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { bundleOf, decodeJsonBundle } from './decoders/json-bundle.js';
import { observe, refusedTime } from './decoders/observe.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import { decodeUnsJson } from './decoders/uns-json.js';
import type { Origin } from './origin.js';
import type { SparkplugHost } from './sparkplug-host.js';
import type { SourceSignals } from './tags.js';
import type { TopicTable } from './topics.js';

/** A reading of a message that cannot be used, with what of the message it was. */
export interface RefusedReading extends Refusal {
  payload: Uint8Array;
}

/** What a message says: its readings, good and bad. A message that only carries the protocol has none of either. */
export interface Readings {
  ok: true;
  observations: Observation[];
  refused: RefusedReading[];
  /** Tells equal bytes of one session from those of another. */
  session?: string;
}
export type Decoded = Readings | Refusal;

export const MAX_PAYLOAD_BYTES = 1024 * 1024;

/** The readings of a message, or the closed reason why it has none. Nothing in it can make this throw. */
export function decode(topic: string, payload: Uint8Array, table: TopicTable, host: SparkplugHost, nowUs: Micros): Decoded {
  const found = table.find(topic);
  if (!found.ok) return refuse('unknown-topic', found.detail);
  if (payload.byteLength > MAX_PAYLOAD_BYTES) return refuse('too-large', `${payload.byteLength} bytes; at most ${MAX_PAYLOAD_BYTES} are read`);
  const { target } = found;
  switch (target.kind) {
    case 'tag': {
      const reading = decodeUnsJson(payload, target.origin.timezone);
      if (!reading.ok) return reading;
      const { signal, scale } = target;
      const observed = observe(target.origin, { signal, scale, value: reading.value, measuredAtUs: reading.measuredAtUs }, nowUs);
      return observed.ok ? { ok: true, observations: [observed.observation], refused: [] } : observed;
    }
    case 'bundle':
      return readBundle(payload, target.origin, target.signals, nowUs);
    case 'sparkplug':
      return host.take(target.message, payload, nowUs);
  }
}

function readBundle(payload: Uint8Array, origin: Origin, signals: SourceSignals, nowUs: Micros): Decoded {
  const bundle = decodeJsonBundle(payload, origin.timezone);
  if (!bundle.ok) return bundle;
  const { measuredAtUs } = bundle;
  const refused = refusedTime(measuredAtUs, origin.clock, nowUs);
  if (refused) return refused;
  const readings: Readings = { ok: true, observations: [], refused: [] };
  for (const [name, value] of bundle.values) {
    const signal = signals.of(name);
    const observed = signal === null ? unknown(origin, name) : observe(origin, { signal, value, measuredAtUs }, nowUs);
    if (observed.ok) readings.observations.push(observed.observation);
    else readings.refused.push({ ...observed, payload: bundleOf(measuredAtUs, name, value) });
  }
  return readings;
}

const unknown = ({ line, unit }: Origin, name: string): Refusal => refuse('unknown-topic', `${line}/${unit} has no ${shown(name)}`);
