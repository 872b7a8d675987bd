import { useRef } from 'react';
import type { Curve } from '../../charts/columns.js';
import { Ring } from '../../store/ring.js';
import type { trendSignals } from './shown-signals.js';

/** Readings of a signal that are kept since the page was opened. The history fills what is older. */
const ROWS = 2048;

/** What was read of the signals of a machine since the page was opened, in memory that does not grow. */
export function useTrails(machine: string, signals: ReturnType<typeof trendSignals>): (signal: string) => Curve {
  const kept = useRef({ machine, rings: new Map<string, Ring>() });
  if (kept.current.machine !== machine) kept.current = { machine, rings: new Map() };
  const { rings } = kept.current;
  for (const { signal, reading } of signals) {
    const ring = rings.get(signal) ?? new Ring(2, ROWS);
    rings.set(signal, ring);
    const atS = reading.measuredAtUs / 1e6;
    const last = ring.last(0);
    if (last !== null && atS < last) ring.clear();
    if (last !== atS && typeof reading.value === 'number') ring.push(atS, reading.value);
  }
  return (signal) => {
    const ring = rings.get(signal);
    return ring ? { atS: ring.column(0), value: ring.column(1) } : { atS: [], value: [] };
  };
}
