/** What turns a number of one unit into one of another: number * scale + offset. */
export interface Conversion {
  scale: number;
  offset: number;
}

/** A unit as a multiple of what its dimension is counted in; `zero`: what nought of it is there (of temperatures). */
interface Unit {
  dimension: string;
  factor: number;
  zero?: number;
}

const of = (dimension: string, factors: Record<string, number>): [string, Unit][] =>
  Object.entries(factors).map(([unit, factor]) => [unit, { dimension, factor }]);

/** Units by their names in SenML (RFC 8428, RFC 8798), in UCUM, and as people write them. */
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...of('count', { '1': 1, '': 1, count: 1, '{count}': 1, item: 1, items: 1, '/': 1, '%': 0.01, '%RH': 0.01, '%EL': 0.01 }),
  ...of('time', { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 }),
  ...of('power', { mW: 1e-3, W: 1, kW: 1e3, MW: 1e6 }),
  ...of('energy', { J: 1, kJ: 1e3, MJ: 1e6, GJ: 1e9, Wh: 3600, kWh: 3.6e6, MWh: 3.6e9 }),
  ...of('mass', { mg: 1e-6, g: 1e-3, kg: 1, t: 1e3 }),
  ...of('volume', { ml: 1e-6, mL: 1e-6, l: 1e-3, L: 1e-3, dm3: 1e-3, m3: 1, 'm³': 1 }),
  ...of('normal volume', { Nl: 1e-3, Nm3: 1, 'Nm³': 1 }),
  ...of('pressure', { Pa: 1, hPa: 100, mbar: 100, kPa: 1e3, bar: 1e5, MPa: 1e6, '[psi]': 6894.757293168361, psi: 6894.757293168361 }),
  ...of('length', { um: 1e-6, mm: 1e-3, cm: 1e-2, m: 1 }),
  ...of('force', { N: 1, kN: 1e3 }),
  ...of('current', { mA: 1e-3, A: 1 }),
  ...of('voltage', { mV: 1e-3, V: 1, kV: 1e3 }),
  ['rpm', { dimension: 'count per time', factor: 1 / 60 }],
  ['Hz', { dimension: 'count per time', factor: 1 }],
  ['K', { dimension: 'temperature', factor: 1 }],
  ...['Cel', 'degC', '°C', '℃'].map((name): [string, Unit] => [name, { dimension: 'temperature', factor: 1, zero: 273.15 }]),
  ...['[degF]', 'degF', '°F', '℉'].map((name): [string, Unit] => [name, { dimension: 'temperature', factor: 5 / 9, zero: 459.67 * (5 / 9) }]),
]);

/** What turns numbers of a unit into numbers of another; null where one of them is not known, or they measure different things. */
export function conversion(from: string, to: string): Conversion | null {
  if (from === to) return { scale: 1, offset: 0 };
  const [given, wanted] = [unitOf(from), unitOf(to)];
  if (!given || !wanted || given.dimension !== wanted.dimension) return null;
  return { scale: given.factor / wanted.factor, offset: ((given.zero ?? 0) - (wanted.zero ?? 0)) / wanted.factor };
}

export const isUnit = (name: string): boolean => unitOf(name) !== null;

/** A unit of the table, or one of them per another: kg/h, 1/min, items/min is not. */
function unitOf(name: string): Unit | null {
  const known = UNITS.get(name);
  if (known) return known;
  const slash = name.lastIndexOf('/');
  const above = slash < 0 ? undefined : UNITS.get(name.slice(0, slash).trim());
  const below = UNITS.get(name.slice(slash + 1).trim());
  if (!above || !below || slash === name.length - 1 || above.dimension === 'temperature' || below.dimension === 'temperature') return null;
  return { dimension: `${above.dimension} per ${below.dimension}`, factor: above.factor / below.factor };
}
