import type { Observation, SignalName, SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { isCounter } from './decimate.js';
import { WORKED_ON } from './decoders/observe.js';
import { isEvent, type Alive, type Born } from './sparkplug-session.js';

/**
 * What is not known any more of a device that died, from a time on: no value of any signal, uncertain. What a unit of a cell works on
 * keeps its text: none would say that it works on nothing.
 */
export function afterDeath(alive: Alive, fromUs: Micros, nowUs: Micros): Observation[] {
  const keeps = (signal: SignalName) => alive.source.origin.kind === 'cell' && WORKED_ON.has(signal);
  return marks(alive, nowUs, ({ signal, value, atUs }) => [keeps(signal) ? value : null, Math.max(fromUs, (atUs ?? 0) + 1)]);
}

/** What is not sure any more of a device of which a message was lost: the last value of every signal, uncertain. */
export function afterLoss(alive: Alive, fromUs: Micros, nowUs: Micros): Observation[] {
  return marks(alive, nowUs, ({ value, atUs }) => [value, Math.max(fromUs, atUs ?? 0) + 1]);
}

type Known = Born & { signal: SignalName };

/** Counters hold nothing that could cease: the last count, uncertain, right after itself, so that no time is taken for one without a rise. */
function marks({ source, metrics }: Alive, nowUs: Micros, mark: (born: Known) => [value: SignalValue, atUs: Micros]): Observation[] {
  const { line, unit } = source.origin;
  const bySignal = new Map<SignalName, Observation>();
  for (const born of metrics.values()) {
    const signal = born.field?.signal;
    if (signal === undefined || isEvent(signal)) continue;
    const [value, measuredAtUs] = isCounter(signal) && born.atUs !== null ? [born.value, born.atUs + 1] : mark({ ...born, signal });
    bySignal.set(signal, { line, unit, signal, value, measuredAtUs, receivedAtUs: nowUs, quality: 'uncertain' });
  }
  return [...bySignal.values()];
}
