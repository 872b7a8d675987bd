import { LineDefinition, type LineDocument } from '../../src/contract/line.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';

type StationDocument = LineDocument['stations'][number];
type StopDocument = NonNullable<StationDocument['stops']>[number];

export const both = (text: string) => ({ en: text, fr: text });

/** Monday 2026-01-05, 06:00 in Paris. */
export const MONDAY_US = Date.UTC(2026, 0, 5, 5) * 1000;
export const HOUR_US = 3600e6;
export const S = 1e6;

/** A station that makes parts, one a second unless told otherwise. */
export function station(id: string, more: Partial<StationDocument> = {}): StationDocument {
  return { id, type: 'machine', name: both(id), item: 'part', rate: '1 /s', power: { standby: '1 kW', idle: '2 kW', execute: '10 kW' }, ...more };
}

export function stop(id: string, every: StopDocument['every'], lasts: StopDocument['lasts'], clock: 'operation' | 'time' = 'operation'): StopDocument {
  return { id, name: both(id), class: 'failure', clock, every, lasts };
}

const ALL_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const AROUND_THE_CLOCK = [{ id: 'always', name: both('always'), days: [...ALL_DAYS], from: '00:00', to: '24:00' }];

export function define(stations: StationDocument[], more: Partial<LineDocument> = {}): LineDefinition {
  return LineDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id: 'line-1',
    name: both('Line 1'),
    equipment: { enterprise: 'demo', site: 'valclair', area: 'solids' },
    timezone: 'Europe/Paris',
    product: { name: both('part'), item: stations.at(-1)!.item },
    stations,
    shifts: AROUND_THE_CLOCK,
    mqtt: { dialect: 'uns-json', prefix: 'umh/v1/demo' },
    ...more,
  });
}

export function compiled(definition: LineDefinition): CompiledLine {
  const result = compile(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.line;
}

export const lineOf = (stations: StationDocument[], more: Partial<LineDocument> = {}) => compiled(define(stations, more));

/** Figures of a solid-dose packaging line, press to palletizer, two shifts on working days. */
export function solidDoseLine(more: Partial<LineDocument> = {}): LineDefinition {
  const micro = (minutes: number, seconds: number) =>
    stop('micro-stop', { dist: 'exponential', mean: `${minutes} min` }, { dist: 'lognormal', mean: `${seconds} s`, sigma: 1 });
  const failure = (hours: number, minutes: number) =>
    stop('failure', { dist: 'exponential', mean: `${hours} h` }, { dist: 'lognormal', mean: `${minutes} min`, sigma: 0.8 });
  return define(
    [
      station('press', {
        item: 'tablet',
        rate: '120000 /h',
        rejects: 0.0006,
        buffer: { capacity: 60000 },
        stops: [
          stop('micro-stop', { dist: 'weibull', scale: '19.8 min', shape: 0.45 }, { dist: 'lognormal', median: '69.4 s', sigma: 1.05 }),
          failure(2.3, 20),
        ],
        power: { standby: '1.2 kW', idle: '3.5 kW', execute: '20 kW' },
      }),
      station('blister', {
        item: 'blister',
        takes: 10,
        rate: '210 /min',
        rejects: 0.006,
        buffer: { capacity: 300 },
        stops: [micro(25, 90), stop('reel-change', '60 min', '3 min'), failure(16, 35)],
        power: { standby: '2.5 kW', idle: '9 kW', execute: '17 kW', held: '11 kW' },
      }),
      station('cartoner', { item: 'carton', takes: 2, rate: '110 /min', rejects: 0.003, buffer: { capacity: 172 }, stops: [micro(15, 75), failure(20, 30)] }),
      station('checkweigher', { item: 'carton', rate: '126 /min', rejects: 0.004, buffer: { capacity: 540 }, stops: [micro(30, 110), failure(60, 45)] }),
      station('case-packer', { item: 'case', takes: 80, rate: '1.7 /min', buffer: { capacity: 5 }, stops: [micro(40, 90), failure(40, 30)] }),
      station('palletizer', { item: 'case', rate: '1.9 /min', stops: [micro(60, 120), failure(80, 45)] }),
    ],
    {
      product: { name: both('carton'), item: 'carton' },
      shifts: ['early', 'late'].map((id, i) => ({
        id,
        name: both(id),
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: i ? '14:00' : '06:00',
        to: i ? '22:00' : '14:00',
      })),
      tariff: {
        id: 'two-rate',
        source: 'test',
        validFrom: '2025-01-01',
        periods: [
          { id: 'day', from: '06:00', to: '22:00', price: '200 EUR/MWh' },
          { id: 'night', from: '22:00', to: '06:00', price: '120 EUR/MWh' },
        ],
      },
      carbon: { source: 'test', validFrom: '2025-01-01', factor: '50 g/kWh' },
      ...more,
    },
  );
}
