import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Measured, UnitView } from '../../../../src/contract/stream.js';
import type { LineSignalName } from '../../../../src/contract/telemetry.js';
import type { Bilingual } from '../../../../src/contract/units.js';

/** What a plant file says of a signal of a machine. */
export interface SignalFacts {
  /** null: it has none but its identifier */
  name: Bilingual | null;
  unit: string | null;
  low: number | null;
  high: number | null;
}

const UNITS: Partial<Record<string, string>> = { speed: '/min', speedSetpoint: '/min', power: 'kW', energy: 'kWh' };

/** Unit and limits of a signal: what the machine itself says first, then the line. */
export function signalFacts(definition: LineDefinition | undefined, machine: string, signal: string): SignalFacts {
  const station = definition?.stations.find(({ id }) => id === machine);
  const mappings = [...Object.values(station?.mqtt?.signals ?? {}), ...Object.values(definition?.mqtt.signals ?? {})];
  const mapped = mappings.find((each) => each.signal === signal);
  return { name: mapped?.name ?? null, unit: UNITS[signal] ?? mapped?.unit ?? null, low: mapped?.low ?? null, high: mapped?.high ?? null };
}

/** The signals of a machine whose trend is shown: speed, power and every process value that is a number, with their newest reading. */
export function trendSignals(unit: UnitView): { signal: LineSignalName; reading: NonNullable<Measured> }[] {
  const all: [LineSignalName, Measured][] = [
    ['speed', unit.ratePerMin],
    ['power', unit.powerKw],
    ...Object.entries(unit.signals).filter((entry): entry is [`process.${string}`, Measured] => entry[0].startsWith('process.')),
  ];
  return all.flatMap(([signal, reading]) => (reading !== null && typeof reading.value === 'number' ? [{ signal, reading }] : []));
}
