import { cellNames } from '../../src/contract/cell-names.js';
import { CellDefinition } from '../../src/contract/cell.js';

const text = (en: string, fr: string) => ({ en, fr });
const power = { standby: '1 kW', idle: '2 kW', execute: '5 kW' };
const discharge = (fr: string) => ({ id: 'discharge', name: text('Discharging', fr), lasts: '1 h' });
const jam = { id: 'jam', name: text('Jam', 'Bourrage'), class: 'micro-stop' as const, every: '30 min', lasts: '2 min' };
const step = (id: string, name: { en: string; fr: string }) => ({ id, name, units: ['mixer'] });

const definition = CellDefinition.parse({
  apiVersion: 'twin/v1',
  kind: 'Cell',
  id: 'cell',
  name: text('Cell', 'Cellule'),
  equipment: { enterprise: 'demo', site: 'site', area: 'solids' },
  timezone: 'Europe/Paris',
  carriers: [{ id: 'electricity' }],
  units: [
    { id: 'mixer', type: 'mixer', name: text('Mixer', 'Mélangeur'), power, slots: 2, phases: [discharge('Vidange')], stops: [jam] },
    { id: 'coater', type: 'coater', name: text('Coater', 'Turbine'), power, phases: [discharge('Déchargement'), { id: 'cleaning', lasts: '1 h' }] },
    {
      id: 'line',
      type: 'line',
      name: text('Line', 'Ligne'),
      power,
      flow: { stations: [{ id: 'filler', type: 'filler', name: text('Filler', 'Remplisseuse'), item: 'vial', rate: '60 /min', stops: [jam], power }] },
    },
  ],
  releases: [
    { id: 'bulk', name: text('Bulk', 'Vrac'), tests: [{ id: 'assay', name: text('Assay', 'Dosage'), work: { lasts: '1 h' } }] },
    { id: 'final', tests: [{ id: 'assay', work: { lasts: '1 h' } }] },
  ],
  products: [
    { id: 'a', name: text('A', 'A'), item: 'kg', batchSize: 10, route: [step('mix', text('Wet mixing', 'Mélange humide'))] },
    { id: 'b', name: text('B', 'B'), item: 'kg', batchSize: 10, route: [step('mix', text('Dry mixing', 'Mélange à sec'))] },
  ],
});

it('a machine is placed in its unit, everything else by its own name', () => {
  const names = cellNames(definition, 'en');
  expect(['line.filler', 'line', 'mixer.2', 'utilities.air'].map(names.place)).toEqual(['Line, Filler', 'Line', 'Mixer\u00a02', 'air']);
});

describe('names of a cell', () => {
  const fr = cellNames(definition, 'fr');
  const en = cellNames(definition, 'en');

  it('name a step by the route of the product', () => {
    expect([fr.step('mix', 'a'), fr.step('mix', 'b'), en.step('mix'), en.step('mix', 'other')]).toEqual([
      'Mélange humide',
      'Mélange à sec',
      'Wet mixing',
      'Wet mixing',
    ]);
    expect([en.step(null), en.step('final-blend', 'a')]).toEqual(['–', 'final blend']);
  });

  it('name a phase by the unit or slot that is at it', () => {
    expect([fr.phase('discharge', 'mixer.2'), fr.phase('discharge', 'coater'), fr.phase('discharge')]).toEqual(['Vidange', 'Déchargement', 'Vidange']);
  });

  it('name a test by its release, and a release by what is released', () => {
    expect([fr.test('assay', 'bulk'), fr.test('assay', 'final'), fr.release('bulk'), fr.release('final')]).toEqual(['Dosage', 'assay', 'Vrac', 'final']);
  });

  it('name an alarm by the stop of the unit or machine, else by what any cell may raise, else by its id', () => {
    expect([fr.alarm('jam', 'mixer.1', null), fr.alarm('jam', 'line', 'filler'), fr.alarm('jam', 'line', null)]).toEqual(['Bourrage', 'Bourrage', 'jam']);
    expect([en.alarm('hold-limit', 'cell', null), en.alarm('scale-off', 'mixer.1', null)]).toEqual(['Hold time exceeded', 'scale off']);
  });

  it('say what a lot was lost by, in words where it is known', () => {
    expect([fr.why('not-released'), en.why('operator-error')]).toEqual(['non libéré', 'operator error']);
  });
});
