import fc from '../../property.js';
import { PLANT_CHANGE_KINDS, PlantChange, type PlantChangeKind } from '../../../src/contract/cell-change.js';
import type { CellDefinition } from '../../../src/contract/cell.js';
import { sayChangeNote } from '../../../src/contract/change-note.js';
import { explain } from '../../../src/contract/explain.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { runCell } from '../../../src/model/cell/run.js';
import { startCell } from '../../../src/model/cell/state.js';
import { applyCellChanges } from '../../../src/model/what-if/apply.js';
import { HOUR, MONDAY_US } from '../cell/cells.js';
import { changed } from './changes.js';

const definition = changed({ kind: 'add-unit', like: 'mixer', id: 'spare' });
const of = (...ids: string[]) => fc.constantFrom(...Array.from({ length: 8 }, () => ids).flat(), 'nothing');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const one = fc.constantFrom;
const unit = of('mixer', 'dryer', 'packer', 'spare');
const machine = maybe(of('blister', 'cartoner'));
const factor = one('x0', 'x0.3', 'x1', 'x1.7', 'x40', '+20 %', '-120 %', '-30 %');
const count = fc.oneof(factor, one('1', '3', '+2', '-1', '200000'));
const number = fc.oneof(factor, one('0', '5', '390', '+7', '-3'));
const share = fc.oneof(factor, one('0', '2 %', '0.6', '1', '+0.4'));
const span = fc.oneof(factor, one('0 s', '30 s', '2 h', '9 d', '+1 h', '-3 h'));
const power = fc.oneof(factor, one('0 kW', '7 kW', '-2 kW', '+500 W'));
const law = fc.oneof(
  span,
  one({ dist: 'exponential', mean: '2 h' }, { dist: 'uniform', min: '2 h', max: '1 h' }, { dist: 'triangular', min: '0 s', mode: '1 h', max: '2 h' }),
);
const calendar = of('day', 'lab', 'packing');
const when = one('+2 h', '+9 d', '2026-03-05T06:00', '2026-03-05T06:00Z', '2026-02-31T06:00', 'soon');
const lasts = one('1 s', '5 h', '40 d');
const yes = maybe(one(true as const));
const time = one('00:00', '06:00', '13:30', '22:00', '24:00');
const shifts = fc.array(
  fc.record({ id: one('a', 'b', 'day'), name: one({ en: 'a', fr: 'a' }), days: fc.subarray(['mon', 'wed', 'sun'], { minLength: 1 }), from: time, to: time }),
  { minLength: 1, maxLength: 2 },
);
const persons = maybe(one({ operator: 1 }, { technician: 2 }, { technician: 9 }, { pilot: 1 }));
const route = one(
  [
    { id: 'mix', units: ['mixer'], store: 'goods' },
    { id: 'pack', units: ['packer'] },
  ],
  [{ id: 'dry', units: ['dryer', 'mixer'], release: 'full' }],
  [{ id: 'fly', units: ['rocket'] }],
);

/** Changes of each kind, right and wrong ones. */
const KINDS: Record<PlantChangeKind, Record<string, fc.Arbitrary<unknown>>> = {
  rate: { unit: of('packer'), machine: of('blister', 'cartoner'), rate: fc.oneof(factor, one('100 /min', '-700 /min')), wear: maybe(one(0, 1, 3)) },
  duration: { unit: maybe(unit), phase: maybe(of('charge', 'mix', 'run')), lasts: law },
  buffer: { unit: of('packer'), after: of('blister', 'cartoner'), to: maybe(of('cartoner')), capacity: number },
  store: { store: of('bulk', 'goods'), capacity: maybe(fc.option(count)), holdLimit: maybe(fc.option(span)) },
  'batch-size': { product: of('x', 'y'), size: count, keepItems: maybe(fc.boolean()) },
  slots: { unit, slots: count },
  'add-unit': { like: unit, id: one('mixer', 'mixer-2', 'dryer-2'), calendar: maybe(calendar) },
  'remove-unit': { unit },
  'in-process': { batches: fc.option(count) },
  dispatch: { rule: one('fifo', 'due', 'priority', 'campaign') },
  changeover: {
    unit: maybe(unit),
    parts: maybe(fc.subarray(['set-up', 'change', 'clearance', 'minor-cleaning', 'major-cleaning'], { minLength: 1 })),
    rule: maybe(one(0, 1, 7)),
    lasts: maybe(law),
    spread: maybe(span),
  },
  cleaning: {
    unit: maybe(unit),
    campaignBatches: maybe(fc.option(count)),
    campaignAge: maybe(fc.option(span)),
    dirtyHold: maybe(fc.option(span)),
    cleanHold: maybe(fc.option(span)),
  },
  maintenance: { unit, task: of('care'), every: maybe(span), lasts: maybe(law), clock: maybe(one('operation', 'time')), remove: yes },
  stops: {
    unit: of('mixer'),
    stop: of('failure'),
    every: maybe(law),
    lasts: maybe(law),
    remove: yes,
  },
  predictive: {
    unit,
    machine,
    stop: of('failure', 'jam', 'breakdown'),
    share: one(0.3, 1),
    work: one({ lasts: '1 h' }, { lasts: '30 min', persons: { technician: 1 } }),
  },
  repair: { unit: maybe(unit), response: maybe(fc.option(law)), persons },
  calendar: { calendar, shifts: maybe(shifts), add: maybe(shifts), remove: maybe(one(['day'], ['a'])) },
  'working-time': { unit, calendar: maybe(fc.option(calendar)), atShiftEnd: maybe(one('suspend', 'finish')) },
  team: {
    team: of('crew', 'workshop', 'analysts'),
    persons: maybe(count),
    absence: maybe(one(0, 0.1, 0.9)),
    skills: maybe(one(['analyst'])),
    calendar: maybe(fc.option(calendar)),
  },
  release: {
    release: of('lab', 'full'),
    test: maybe(of('assay')),
    lasts: maybe(law),
    incubation: maybe(fc.option(law)),
    calendar: maybe(fc.option(calendar)),
    skip: yes,
    record: maybe(fc.option(law)),
    deviationProbability: maybe(share),
    deviationLasts: maybe(law),
    reject: maybe(share),
  },
  rejects: { unit: of('packer'), machine: of('blister', 'cartoner'), rejects: share },
  'recipe-step': {
    product: maybe(of('x', 'y')),
    step: of('mix', 'dry', 'pack'),
    yield: maybe(share),
    scrap: maybe(share),
    rework: maybe(share),
    recovers: maybe(share),
  },
  demand: {
    demand: maybe(of('weekly-x', 'weekly-y')),
    product: maybe(of('x', 'y')),
    volume: maybe(number),
    batches: maybe(count),
    every: maybe(span),
    dueAfter: maybe(fc.option(span)),
    priority: maybe(one(-1)),
    remove: yes,
  },
  order: { order: of('o1', 'o2'), batches: maybe(count), release: maybe(fc.option(when)), due: maybe(fc.option(when)), remove: yes },
  'rush-order': { id: one('o1', 'rush'), product: of('x', 'y'), batches: one(1, 9), release: maybe(when), due: maybe(when) },
  'new-product': {
    product: fc.record({ id: one('x', 'z', 'w'), name: one({ en: 'z', fr: 'z' }), item: one('kg'), batchSize: one(5, 500), route }),
    demand: maybe(one([{ id: 'weekly-z', batches: 1, every: '7 d' }])),
    orders: maybe(one([{ id: 'oz', batches: 1 }])),
    changeovers: maybe(one([{ unit: 'mixer', rules: [{ to: 'z', clean: 'major' }] }], [{ unit: 'dryer', rules: [{ clean: 'minor' }] }])),
    launch: maybe(fc.record({ batches: one(2), slower: one('x1.3', '2', 'x0'), release: maybe(of('full')) }).map(given)),
  },
  disruption: { unit: maybe(unit), slot: maybe(one(1, 2, 5)), utility: maybe(of('air', 'steam', 'wfi')), zone: maybe(of('hall', 'core')), from: when, lasts },
  'late-material': { order: maybe(of('o1', 'o2')), product: maybe(of('x', 'y')), by: lasts },
  setback: { zone: of('hall', 'core', 'store-room'), share: maybe(share), calendar: maybe(fc.option(calendar)), shifts: maybe(shifts), recovery: maybe(span) },
  standby: { unit, machine, after: fc.option(span), wakeUp: maybe(lasts) },
  power: { unit: maybe(unit), state: one('off', 'execute', 'held', 'cleaning'), zone: maybe(one('hall')), power },
  stagger: { units: one(['mixer', 'packer'], ['mixer', 'dryer'], ['packer', 'packer'], ['packer', 'mixer', 'x']), by: one('10 min', '90 s', '9 h') },
  window: { unit, from: time, to: time },
  leak: { utility: of('air', 'steam', 'wfi'), leak: number },
  pressure: { utility: of('air', 'steam'), by: one('-1 bar', '+2 bar', '-9 bar') },
  chiller: { zone: maybe(of('hall', 'core')), utility: maybe(of('air', 'steam')), by: one('+2 K', '-3 K', '+40 K') },
  utility: { utility: of('air', 'steam', 'wfi'), capacity: maybe(fc.option(number)), energy: maybe(one({ heat: 'x2' }, { electricity: 3 }, { gas: 1 })) },
  wfi: { utility: of('wfi', 'air', 'steam'), technology: one('med', 'vapour-compression', 'membrane'), heat: maybe(of('heat')), heatKwhPerM3: maybe(one(160)) },
};

function given<T extends object>(all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;
}
const change = fc.constantFrom(...PLANT_CHANGE_KINDS).chain((kind) => fc.record({ kind: fc.constant(kind), ...KINDS[kind] }).map(given));

it('whatever the changes: each is refused with a sentence at its place, or all together make a cell that compiles and runs', () => {
  let accepted = 0;
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (documents) => {
      const read = documents.map((document) => explain(PlantChange, document));
      const wrong = read.flatMap((each) => (each.ok ? [] : each.faults));
      if (wrong.length > 0) return wrong.every(({ message }) => message.length > 5);
      const changes = read.flatMap((each) => (each.ok ? [each.value] : []));
      const result = applyCellChanges(definition, changes, MONDAY_US);
      if (!result.ok) return result.issues.length > 0 && result.issues.every(({ pointer, detail }) => pointer.startsWith('/changes') && detail.length > 10);
      accepted++;
      for (const { kind } of changes) kinds.add(kind);
      const compiled = compileCell(JSON.parse(JSON.stringify(result.definition)) as CellDefinition);
      if (!compiled.ok) return false;
      const state = startCell(compiled.cell, { seed: 1, replication: 0, atUs: MONDAY_US });
      runCell(compiled.cell, state, MONDAY_US + 2 * HOUR);
      return result.notes.every((note) => !sayChangeNote(note).includes('undefined') && note.change < changes.length);
    }),
    { numRuns: 700 },
  );
  expect(accepted).toBeGreaterThan(100);
  expect([...kinds].sort()).toEqual([...PLANT_CHANGE_KINDS].sort());
});
