import { PlantChange, type PlantChangeDocument } from '../../../src/contract/cell-change.js';
import { CellDefinition, type CellDocument } from '../../../src/contract/cell.js';
import { sayChangeNote } from '../../../src/contract/change-note.js';
import { applyCellChanges } from '../../../src/model/what-if/apply.js';
import { day, definitionOf, MONDAY_US, phase, product, unit } from '../cell/cells.js';

const text = (id: string) => ({ en: id, fr: id });
const stop = (id: string, every: string, lasts: string, rest: object = {}) => ({
  id,
  name: text(id),
  class: 'failure' as const,
  every: { dist: 'exponential' as const, mean: every },
  lasts: { dist: 'lognormal' as const, mean: lasts, sigma: 0.8 },
  ...rest,
});

/** A cell that has something of everything that a change may name. */
export const PLANT: CellDocument = definitionOf({
  calendars: [day('day'), day('lab', '08:00', '18:00'), day('packing', '06:00', '22:00')],
  carriers: [{ id: 'electricity' }, { id: 'heat' }],
  utilities: [
    { id: 'air', unit: 'Nm3', capacity: 400, energy: { electricity: 0.1 }, leak: 20 },
    { id: 'steam', unit: 'kg', energy: { heat: 0.8 } },
    { id: 'wfi', unit: 'L', energy: { heat: 0.17 } },
  ],
  teams: [
    { id: 'crew', skills: ['operator'], persons: 7, calendar: 'day' },
    { id: 'workshop', skills: ['technician'], persons: 2 },
    { id: 'analysts', skills: ['analyst'], persons: 3, calendar: 'lab' },
  ],
  zones: [
    {
      id: 'hall',
      calendar: 'day',
      fan: '32 kW',
      cooling: '8 kW',
      heat: { carrier: 'heat', power: '10 kW' },
      setback: 0.8,
      recovery: '30 min',
      grade: 'D',
      setbackLeast: 0.5,
    },
    { id: 'core', fan: '20 kW', grade: 'B' },
    { id: 'store-room', calendar: 'day', fan: '5 kW', neverSetBack: true },
  ],
  units: [
    unit('mixer', {
      calendar: 'day',
      zone: 'hall',
      phases: [
        phase(20, { id: 'charge', persons: { operator: 1 } }),
        { id: 'mix', lasts: { dist: 'triangular', min: '30 min', mode: '45 min', max: '75 min' }, power: '12 kW' },
      ],
      setUp: { lasts: '10 min' },
      clearance: { lasts: '15 min' },
      changeover: [
        { equal: ['product'], clean: 'minor' },
        { clean: 'major', change: { lasts: { dist: 'triangular', min: '30 min', mode: '45 min', max: '75 min' } } },
      ],
      cleaning: { minor: { lasts: '20 min' }, major: { lasts: '90 min', utilities: { steam: 50 } }, campaign: { batches: 10, age: '7 d' }, dirtyHold: '48 h' },
      stops: [stop('failure', '100 h', '60 min')],
      repair: { persons: { technician: 1 }, response: { dist: 'lognormal', mean: '8 min', sigma: 0.6 } },
      maintenance: [{ id: 'care', every: '100 h', work: { lasts: '4 h', persons: { technician: 1 } } }],
      standby: { after: '30 min', wakeUp: '5 min' },
    }),
    unit('dryer', { zone: 'core', slots: 2, atShiftEnd: 'finish', phases: [phase(600)], utilities: { air: { execute: 30 } } }),
    unit('packer', {
      calendar: 'packing',
      flow: {
        stations: [
          {
            id: 'blister',
            type: 'blister',
            name: text('blister'),
            item: 'blister',
            takes: 10,
            rate: '300 /min',
            rejects: 0.01,
            buffer: { capacity: 300 },
            stops: [stop('jam', '20 min', '2 min', { class: 'micro-stop' as const }), stop('breakdown', '16 h', '35 min')],
            power: { standby: '1 kW', idle: '3 kW', execute: '9 kW' },
          },
          {
            id: 'cartoner',
            type: 'cartoner',
            name: text('cartoner'),
            item: 'carton',
            takes: 2,
            rate: '160 /min',
            power: { standby: '1 kW', idle: '2 kW', execute: '6 kW' },
          },
        ],
      },
    }),
  ],
  stores: [{ id: 'bulk', capacity: 5, holdLimit: '72 h' }, { id: 'goods' }],
  releases: [
    {
      id: 'lab',
      tests: [
        { id: 'assay', work: { lasts: '6 h', persons: { analyst: 1 } }, incubation: '48 h', calendar: 'lab' },
        { id: 'dissolution', work: { lasts: '4 h', persons: { analyst: 1 } } },
      ],
      record: '3 d',
      deviation: { probability: 0.08, lasts: '10 d' },
      reject: 0.01,
    },
    { id: 'full', record: '10 d' },
  ],
  products: ['x', 'y'].map((id) =>
    product(id, 20_000, [
      { id: 'mix', units: ['mixer'], store: 'bulk', yield: 0.99 },
      {
        id: 'dry',
        units: ['dryer'],
        store: 'goods',
        release: 'lab',
        rework: { probability: 0.02, from: 'dry' },
        ...(id === 'y' ? { phases: [phase(500), phase(60, { id: 'cool' })] } : {}),
      },
      { id: 'pack', units: ['packer'] },
    ]),
  ),
  demand: [
    { id: 'weekly-x', product: 'x', batches: 4, every: '7 d', first: '2026-01-05T06:00', dueAfter: '14 d' },
    { id: 'weekly-y', product: 'y', batches: 2, every: '7 d' },
  ],
  orders: [
    { id: 'o1', product: 'x', batches: 3, release: '2026-03-04T06:00', due: '2026-03-20T06:00' },
    { id: 'o2', product: 'y', batches: 1, priority: -2 },
  ],
  inProcess: 8,
  dispatch: 'due',
  proven: [
    { of: 'units.packer.flow.stations.blister.rate', from: '200 /min', to: '320 /min', source: 'PQ-17' },
    { of: 'units.mixer.phases.mix.lasts', from: '45 min', to: '60 min', source: 'validation' },
  ],
});

const DEFINITION = CellDefinition.parse(PLANT);
const made = (changes: readonly PlantChangeDocument[], definition: CellDefinition) =>
  applyCellChanges(
    definition,
    changes.map((change) => PlantChange.parse(change)),
    MONDAY_US,
  );

/** The plant with the changes. */
export function changed(...changes: PlantChangeDocument[]): CellDefinition {
  const result = made(changes, DEFINITION);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.definition;
}

/** What is wrong, as `pointer: sentence`. */
export function refused(...changes: PlantChangeDocument[]): string[] {
  const result = made(changes, DEFINITION);
  return result.ok ? [] : result.issues.map(({ pointer, detail }) => `${pointer}: ${detail}`);
}

/** The sentences of the notes. */
export function noted(...changes: PlantChangeDocument[]): string[] {
  const result = made(changes, DEFINITION);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.notes.map(sayChangeNote);
}

export const unitOf = (definition: CellDefinition, id: string) => definition.units.find((each) => each.id === id)!;
export const before = () => CellDefinition.parse(PLANT);
/** A definition with changes made by hand: what a change should give. */
export function expected(by: (definition: CellDefinition) => void): CellDefinition {
  const definition = before();
  by(definition);
  return JSON.parse(JSON.stringify(definition)) as CellDefinition;
}
