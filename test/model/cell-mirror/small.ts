import type { CellDocument } from '../../../src/contract/cell.js';
import type { SignalName, SignalValue, Observation } from '../../../src/contract/telemetry.js';
import type { CellMirror } from '../../../src/model/cell-mirror/books.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import type { MeasuredFact } from '../../../src/model/cell-mirror/facts.js';
import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { definitionOf } from '../../simulator/cell/plant.js';
import { compiled } from './heard.js';

/** Monday 2026-01-05, 08:00 in Paris [s]. */
export const AT_S = Date.parse('2026-01-05T07:00:00Z') / 1000;
export const US = 1e6;
export const MIN = 60;

const station = (id: string) => ({
  id,
  type: id,
  name: { en: id, fr: id },
  item: 'pack',
  rate: '60 /min',
  rejects: 0,
  stops: [
    { id: 'jam', name: { en: 'Jam', fr: 'Bourrage' }, class: 'micro-stop' as const, every: '30 min', lasts: '2 min' },
    { id: 'failure', name: { en: 'Failure', fr: 'Panne' }, class: 'failure' as const, every: '9 h', lasts: '20 min' },
  ],
  power: { standby: '0.1 kW', idle: '0.5 kW', execute: '2 kW' },
});

/** Two mixers, a tank that sleeps, and a line of three machines; shifts from 6 to 14 and 14 to 22. */
const document = {
  calendars: [
    {
      id: 'two',
      shifts: [
        { id: 'early', name: { en: 'Early', fr: 'Matin' }, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '14:00' },
        { id: 'late', name: { en: 'Late', fr: 'Soir' }, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '14:00', to: '22:00' },
      ],
    },
  ],
  carriers: [{ id: 'electricity' }, { id: 'heat' }],
  utilities: [{ id: 'steam', unit: 'kg', energy: { heat: 0.7 } }],
  zones: [{ id: 'hall', fan: '10 kW', setback: 0.5 }],
  stores: [{ id: 'cold', capacity: 4 }],
  releases: [
    {
      id: 'bulk',
      tests: [
        { id: 'assay', work: { lasts: '2 h' }, incubation: '24 h' },
        { id: 'ph', work: { lasts: '1 h' } },
      ],
      record: '2 d',
    },
  ],
  units: [
    {
      id: 'mixer',
      type: 'mixer',
      name: { en: 'Mixer', fr: 'Mélangeur' },
      slots: 2,
      calendar: 'two',
      setUp: { lasts: '10 min' },
      phases: [{ id: 'mix', lasts: '1 h' }],
      stops: [{ id: 'failure', name: { en: 'Failure', fr: 'Panne' }, class: 'failure', every: '100 h', lasts: '1 h' }],
      cleaning: { minor: { lasts: '20 min' }, major: { lasts: '2 h' } },
      maintenance: [{ id: 'seals', every: '200 h', work: { lasts: '1 h' } }],
      power: { standby: '1 kW', idle: '2 kW', execute: '10 kW' },
      utilities: { steam: { execute: 100 } },
    },
    {
      id: 'tank',
      type: 'tank',
      name: { en: 'Tank', fr: 'Cuve' },
      phases: [{ id: 'hold', lasts: '1 h' }],
      standby: { after: '10 min', wakeUp: '1 min' },
      power: { standby: '1 kW', idle: '5 kW', execute: '10 kW' },
    },
    {
      id: 'line',
      type: 'line',
      name: { en: 'Line', fr: 'Ligne' },
      calendar: 'two',
      flow: { stations: ['first', 'second', 'third'].map(station) },
      power: { standby: '0.3 kW', idle: '1.5 kW', execute: '6 kW' },
    },
  ],
  products: [
    {
      id: 'gel',
      name: { en: 'Gel', fr: 'Gel' },
      item: 'kg',
      batchSize: 1000,
      route: [
        { id: 'mixing', units: ['mixer'], store: 'cold', release: 'bulk' },
        { id: 'holding', units: ['tank'] },
        { id: 'packing', units: ['line'] },
      ],
    },
  ],
} satisfies Partial<CellDocument> & Pick<CellDocument, 'units' | 'products'>;

export const smallCell = compiled(definitionOf(document));

/** A reading at so many seconds after AT_S. */
export const reading = (unit: string, atS: number, signal: SignalName, value: SignalValue): Observation => {
  const atUs = Math.round((AT_S + atS) * US);
  return { line: 'cell', unit, signal, value, measuredAtUs: atUs, receivedAtUs: atUs, quality: 'good' };
};

/** A mirror that is told readings by hand. */
export class Told {
  mirror: CellMirror = openMirror(smallCell);
  readonly facts: MeasuredFact[] = [];

  hear(o: Observation): this {
    this.facts.push(...observeCell(smallCell, this.mirror, o));
    return this;
  }
  /** Several signals of a source at one time. */
  say(unit: string, atS: number, values: Partial<Record<SignalName, SignalValue>>): this {
    for (const [signal, value] of Object.entries(values)) this.hear(reading(unit, atS, signal as SignalName, value ?? null));
    return this;
  }
  event(unit: string, atS: number, body: Record<string, unknown>, signal: SignalName = 'batchEvent'): this {
    return this.hear(reading(unit, atS, signal, JSON.stringify(body)));
  }
  /** Beats of sources, so that they are not silent. */
  beat(unit: string | string[], fromS: number, toS: number): this {
    for (let s = fromS; s < toS + 4 * MIN; s += 4 * MIN) for (const one of [unit].flat()) this.hear(reading(one, Math.min(s, toS), 'speed', 0));
    return this;
  }
  rows(window?: { fromS: number; toS: number }) {
    return ledgerOf(smallCell, this.mirror, window && { fromUs: (AT_S + window.fromS) * US, toUs: (AT_S + window.toS) * US });
  }
  /** Time of a source by account, over all its rows [s]. */
  timeS(source: string, window?: { fromS: number; toS: number }): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const row of this.rows(window)) if (row.source === source) for (const [name, s] of Object.entries(row.timeS)) sums[name] = (sums[name] ?? 0) + s;
    return sums;
  }
}
