import type { SignalName } from '../../contract/telemetry.js';
import { checkValue } from '../decoders/signal-value.js';
import { likeness, wordsOf } from './names.js';

export interface LikelySignal {
  signal: SignalName;
  confidence: number;
  /** Unit of the number, where the name says one that is not kept: W, Wh, 1/h. */
  receivedIn?: string;
}

/** What plants call the signals of a machine, in English and French. */
const CALLED: Partial<Record<SignalName, readonly string[]>> = {
  state: ['state', 'state current', 'machine state', 'packml state', 'status', 'etat', 'état machine'],
  mode: ['mode', 'unit mode', 'unit mode current', 'mode machine'],
  speed: ['speed', 'cur mach speed', 'machine speed', 'actual speed', 'rate', 'throughput', 'vitesse', 'cadence'],
  speedSetpoint: ['speed setpoint', 'set speed', 'mach speed', 'target speed', 'speed sp', 'consigne vitesse'],
  goodCount: ['good count', 'good', 'good parts', 'good units', 'bons'],
  processedCount: ['processed count', 'processed', 'produced', 'total count', 'prod count', 'production', 'pieces', 'parts'],
  defectiveCount: ['defective count', 'reject', 'rejects', 'rejected', 'reject count', 'scrap', 'bad count', 'rebuts'],
  blocked: ['blocked', 'blocked downstream', 'bloque'],
  starved: ['starved', 'starved upstream', 'manque'],
  stopReason: ['stop reason', 'stop reason id', 'reason code', 'fault code', 'stop code', 'cause arret'],
  power: ['power', 'active power', 'power k w', 'power kw', 'kw', 'k w', 'ac active power total', 'puissance', 'puissance active', 'w', 'watt', 'watts', 'mw'],
  energy: ['energy', 'active energy', 'energy kwh', 'kwh', 'k wh', 'k wh total', 'energie', 'wh', 'mwh'],
  batch: ['batch', 'batch id', 'lot', 'lot id', 'lot number', 'numero lot'],
};
/** Words of a name that say in which unit its number is, and not what it is. */
const UNITS: Partial<Record<SignalName, Readonly<Record<string, string>>>> = {
  power: { w: 'W', watt: 'W', watts: 'W', mw: 'MW' },
  energy: { wh: 'Wh', mwh: 'MWh' },
  speed: { h: '1/h', hour: '1/h', hourly: '1/h' },
};
const LEAST = 0.5;

/**
 * What a tag or field may be, from its name and a value that it had: the signal that is called most like it, of those that can have the
 * value and are not told already; else a process value of its own name. Null where it can be neither.
 */
export function suggestSignal(name: string, value: unknown, known: (signal: SignalName) => boolean, process: boolean): LikelySignal | null {
  let best: LikelySignal | null = null;
  for (const [signal, names] of Object.entries(CALLED) as [SignalName, readonly string[]][]) {
    if (known(signal) || !checkValue({ signal }, value).ok) continue;
    for (const [called, receivedIn] of spellings(name, signal)) {
      const confidence = Math.max(...names.map((each) => likeness(called, each)));
      if (confidence >= LEAST && confidence > (best?.confidence ?? 0)) best = { signal, confidence, ...(receivedIn === undefined ? {} : { receivedIn }) };
    }
  }
  if (best) return best;
  const own = processName(name);
  if (!process || own === null || !checkValue({ signal: own }, value).ok || known(own)) return null;
  return { signal: own, confidence: 0.3 };
}

/** The name as it is, its last part alone, and each without a word that says a unit, where that is not all of it. */
function spellings(name: string, signal: SignalName): [string, string?][] {
  const last = name.split(/[/.]/).at(-1)!;
  const plain = [...new Set([name, last])];
  const units = UNITS[signal] ?? {};
  return plain.flatMap((each): [string, string?][] => {
    const words = wordsOf(each);
    const unit = words.find((word) => word in units);
    if (unit === undefined) return [[each]];
    const rest = words.filter((word) => word !== unit && word !== 'per');
    return [[rest.length === 0 ? unit : rest.join(' '), units[unit]]];
  });
}

function processName(name: string): `process.${string}` | null {
  const words = wordsOf(name).filter((word, at, all) => !(at === 0 && all.length > 1 && word === 'process'));
  const joined = words.map((word, at) => (at === 0 ? word : word.replace(/^./u, (first) => first.toUpperCase()))).join('');
  const own = joined.normalize('NFD').replace(/[^A-Za-z0-9]/g, '').slice(0, 60); // prettier-ignore
  return /^[A-Za-z]/.test(own) ? `process.${own}` : null;
}
