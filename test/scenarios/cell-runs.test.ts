import fc from '../property.js';
import path from 'node:path';
import type { z } from 'zod';
import type { SupplyContract } from '../../src/contract/supply.js';
import { CellScenarioRequest, CellScenarioResult, type CellScenarioDocument } from '../../src/contract/cell-scenario.js';
import type { CellDefinition } from '../../src/contract/cell.js';
import { compileCell } from '../../src/model/cell/compile.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { understandCell } from '../../src/scenarios/cell-question.js';
import { sufficient } from '../../src/model/what-if/sufficient.js';
import { cellInputHash, cellSimulation } from '../../src/scenarios/cell-simulation.js';
import { firstUs, startFromSituation, startWithoutTwin } from '../../src/scenarios/cell-starts.js';
import type { RunQueue } from '../../src/scenarios/run-job.js';
import { inOrder } from '../../src/scenarios/runner.js';
import { repositoryRoot } from '../shared.js';
import { InProcessQueue } from './fixtures.js';

const TYPES = ['plants/types.yaml', 'plants/types-sterile.yaml'].map((file) => path.join(repositoryRoot, file));
const { cells } = readPlantFiles([path.join(repositoryRoot, 'plants/sites/kerlanoux.yaml')], TYPES);
const site: CellDefinition = cells[0]!.definition;

const HTA: z.input<typeof SupplyContract> = {
  id: 'hta',
  source: 'made for this test',
  validFrom: '2020-01-01',
  periods: [
    { label: 'HP', hours: [{ from: '06:00', to: '22:00' }] },
    { label: 'HC', hours: [{ from: '22:00', to: '06:00' }] },
  ],
  energy: { byPeriod: { HP: '120 EUR/MWh', HC: '90 EUR/MWh' } },
  network: {
    capacity: [
      { period: 'HP', price: '30 EUR/kW/year', subscribed: '2000 kW' },
      { period: 'HC', price: '12 EUR/kW/year', subscribed: '2500 kW' },
    ],
    energy: { HP: '20 EUR/MWh', HC: '10 EUR/MWh' },
    overrun: { factor: 0.04 },
  },
  taxes: { excise: '25 EUR/MWh' },
};

const DOCUMENT: CellScenarioDocument = {
  cell: 'kerlanoux',
  question: 'Is a third freeze-dryer worth it?',
  start: { from: 'steady', warmUp: '14 d' },
  horizon: '7 d',
  replications: 12,
  seed: 3,
  variants: [
    { id: 'third', changes: [{ kind: 'add-unit', like: 'freeze-dryer-1', id: 'freeze-dryer-3' }] },
    { id: 'same', changes: [{ kind: 'power', unit: 'freeze-dryer-1', state: 'standby', power: 'x1.0' }] },
  ],
};

const asked = (change: Partial<CellScenarioDocument> = {}): CellScenarioRequest => CellScenarioRequest.parse({ ...DOCUMENT, ...change });

async function bytes(request: CellScenarioRequest, queue: RunQueue): Promise<string> {
  const start = startWithoutTwin(request)!;
  const understood = understandCell(request, site, start.atUs);
  if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
  const inputs = { request, modelVersion: 'v', startHash: start.hash };
  return cellSimulation(understood.question, inputs, start)(queue, { signal: new AbortController().signal, nowMs: () => 0, onProgress: () => undefined });
}

const answerTo = async (request: CellScenarioRequest): Promise<CellScenarioResult> =>
  CellScenarioResult.parse(JSON.parse(await bytes(request, new InProcessQueue(1))));

describe('a what-if about a site', () => {
  it('tells of every variant what the plant makes and uses, in a form that the contract knows', async () => {
    const { variants, notes, replications } = await answerTo(asked());
    expect(replications).toBe(12);
    expect(variants.map(({ id }) => id)).toEqual(['baseline', 'third', 'same']);
    const [baseline, third, same] = variants;
    expect(baseline!.difference).toBeNull();
    expect(third!.kpis.lotsDone!.values).toHaveLength(12);
    expect(third!.units.map(({ unit }) => unit)).toContain('freeze-dryer-3');
    for (const { shares } of third!.units) expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // Common random numbers: what changes nothing differs in nothing.
    expect(same!.difference!.energyKwh).toMatchObject({ mean: 0, verdict: 'no-detectable-difference' });
    expect(notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['file-not-fitted', 'warm-up', 'few-replications']));
  });

  it('adds up: carriers to all energy, and the hours of the week to the energy of a whole week', async () => {
    const { variants } = await answerTo(asked({ variants: [] }));
    const { kpis, carriers } = variants[0]!;
    expect(carriers.reduce((sum, { kwh }) => sum + kwh.mean, 0)).toBeCloseTo(kpis.energyKwh!.mean, 6);
    for (const { kwh, weekKw } of carriers) expect(weekKw.reduce<number>((sum, kw) => sum + kw!, 0)).toBeCloseTo(kwh.mean, 6);
  });

  it('gives the same bytes for any number of workers and size of jobs', async () => {
    const request = asked({ replications: 6, start: { from: 'empty' }, horizon: '3 d' });
    const expected = await bytes(request, new InProcessQueue(1));
    expect(await bytes(request, new InProcessQueue(2, ({ from }) => (from * 7) % 3))).toBe(expected);
    expect(await bytes(request, new InProcessQueue(3))).toBe(expected);
  });

  it('ends where what was asked for is known well enough, after the same replications whatever the jobs', async () => {
    const request = asked({ replications: 60, precision: { kpi: 'energyKwh', within: '5 %' }, start: { from: 'empty' }, horizon: '2 d', variants: [] });
    const queue = new InProcessQueue(1);
    const one = await bytes(request, queue);
    const { replications, notes, variants } = CellScenarioResult.parse(JSON.parse(one));
    expect(replications).toBeLessThan(60);
    const { low, high, mean } = variants[0]!.kpis.energyKwh!;
    expect((high - low) / 2).toBeLessThanOrEqual(0.05 * mean);
    expect(notes.map(({ code }) => code)).not.toContain('precision-missed');
    expect(await bytes(request, new InProcessQueue(3))).toBe(one);
  });

  it('has several supplies of one plant simulated once, and tells each its bill in parts', async () => {
    const request = asked({
      replications: 4,
      start: { from: 'empty' },
      horizon: '7 d',
      variants: [
        { id: 'solar', changes: [{ kind: 'pv', peak: '400 kW', irradiance: { series: 'sun-paris' } }] },
        { id: 'hta', changes: [{ kind: 'contract', carrier: 'electricity', contract: HTA }] },
        {
          id: 'best',
          changes: [
            { kind: 'contract', carrier: 'electricity', contract: HTA },
            { kind: 'contracted-power', carrier: 'electricity', power: 'best' },
          ],
        },
      ],
    });
    const queue = new InProcessQueue(1);
    const { variants } = CellScenarioResult.parse(JSON.parse(await bytes(request, queue)));
    const [baseline, solar, hta, best] = variants;
    expect(solar!.kpis.lotsDone).toEqual(baseline!.kpis.lotsDone);
    const generated = solar!.behindTheMeter.generatedKwh! - solar!.behindTheMeter.fedInKwh!;
    expect(generated).toBeGreaterThan(0);
    expect(baseline!.kpis.energyKwh!.mean - solar!.kpis.energyKwh!.mean).toBeCloseTo(generated, 6);
    const { costEur } = hta!.carriers.find(({ carrier }) => carrier === 'electricity')!;
    const { bill } = hta!.carriers.find(({ carrier }) => carrier === 'electricity')!;
    expect(Object.values(bill!.parts).reduce((sum, eur) => sum + eur, 0)).toBeCloseTo(costEur!.mean, 6);
    expect(best!.kpis.costEur!.mean).toBeLessThan(hta!.kpis.costEur!.mean);
    expect(best!.cost!.energyEur.mean).toBeCloseTo(hta!.cost!.energyEur.mean, 6);
    // However the jobs are cut, the best of all replications is the same.
    expect(await bytes(request, new InProcessQueue(3))).toBe(await bytes(request, new InProcessQueue(1)));
  });

  it('begins where the site stands, and what is asked for from there on is released', async () => {
    const request = asked({
      start: { from: 'live' },
      replications: 4,
      horizon: '2 d',
      variants: [{ id: 'rush', changes: [{ kind: 'rush-order', id: 'R1', product: site.products[0]!.id, batches: 2 }] }],
    });
    const situation = { atUs: Date.UTC(2026, 0, 5, 7) * 1000, places: [], lots: [], orders: [] };
    const compiled = compileCell(site);
    if (!compiled.ok) throw new Error('the site does not compile');
    const start = startFromSituation(compiled.cell, situation, 'live', request);
    expect(start.notes.length).toBeGreaterThan(0);
    const understood = understandCell(request, site, firstUs(start));
    if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
    const inputs = { request, modelVersion: 'v', startHash: start.hash };
    const run = (queue: RunQueue) =>
      cellSimulation(understood.question, inputs, start)(queue, { signal: new AbortController().signal, nowMs: () => 0, onProgress: () => undefined });
    const one = await run(new InProcessQueue(1));
    expect(await run(new InProcessQueue(3))).toBe(one);
    const [baseline, rush] = CellScenarioResult.parse(JSON.parse(one)).variants;
    expect(rush!.kpis.energyKwh!.mean).not.toBe(baseline!.kpis.energyKwh!.mean);
    const executing = (variant: typeof rush) => variant!.units.reduce((sum, { shares }) => sum + (shares.execute ?? 0), 0);
    expect(executing(rush)).toBeGreaterThan(executing(baseline));
  });

  it('comes through a halt of units that must be cleaned or maintained meanwhile', async () => {
    // A unit that stands still while its hold time runs out must not be asked again and again.
    const { cells: brisandre } = readPlantFiles([path.join(repositoryRoot, 'plants/sites/brisandre.yaml')], TYPES);
    const { definition } = brisandre[0]!;
    const request = CellScenarioRequest.parse({
      cell: definition.id,
      question: 'A day without water?',
      start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
      horizon: '30 d',
      replications: 3,
      variants: [{ id: 'a', changes: [{ kind: 'disruption', utility: 'wfi', from: '+600 h', lasts: '24 h' }] }],
    });
    const start = startWithoutTwin(request)!;
    const understood = understandCell(request, definition, start.atUs);
    if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
    const simulation = cellSimulation(understood.question, { request, modelVersion: 'v', startHash: start.hash }, start);
    const bytesOfIt = await simulation(new InProcessQueue(1), { signal: new AbortController().signal, nowMs: () => 0, onProgress: () => undefined });
    const [, halted] = CellScenarioResult.parse(JSON.parse(bytesOfIt)).variants;
    for (const { shares } of halted!.units) expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('judges only what is asked for', async () => {
    const { variants } = await answerTo(asked({ kpis: ['lotsDone'], replications: 4, start: { from: 'empty' }, horizon: '3 d' }));
    expect(variants[1]!.difference!.lotsDone).not.toBeNull();
    expect(variants[1]!.difference!.energyKwh).toBeNull();
    expect(variants[1]!.kpis.energyKwh).not.toBeNull();
  });

  it('points at what is wrong, all at once', () => {
    const request = asked({
      variants: [
        { id: 'baseline', changes: [{ kind: 'remove-unit', unit: 'freeze-drier' }] },
        { id: 'b', changes: [{ kind: 'power', unit: 'freeze-dryer-1', state: 'standby', power: '-900 kW' }] },
      ],
    });
    const understood = understandCell(request, site, 0);
    expect(understood.ok ? [] : understood.issues).toEqual([
      { pointer: '/variants/0/id', detail: expect.stringContaining('baseline is what is there') },
      { pointer: '/variants/0/changes/0/unit', detail: expect.stringContaining('freeze-dryer-1') },
      { pointer: '/variants/1/changes/0/power', detail: expect.stringContaining('zero or more') },
    ]);
  });
});

describe('the hash of a question about a site', () => {
  const hash = (change: Partial<CellScenarioDocument>) => cellInputHash({ request: asked(change), modelVersion: 'v', startHash: 'h' });

  it('goes by what the numbers depend on, not by words', () => {
    expect(hash({ question: 'Otherwise?', hypothesis: 'It is.' })).toBe(hash({}));
    for (const change of [{ seed: 4 }, { horizon: '8 d' }, { matters: '2 %' }, { variants: [] }, { kpis: ['lotsDone' as const] }])
      expect(hash(change)).not.toBe(hash({}));
  });
});

describe('shares of replications', () => {
  it('come into order up to the first that is missing', () => {
    const outcome = (n: number) => ({ kpis: { energyKwh: n } });
    const shares = new Map([
      [2, [[outcome(2)]]],
      [0, [[outcome(0), outcome(1)]]],
      [4, [[outcome(4)]]],
    ]);
    expect(inOrder(shares, 1)).toEqual([[outcome(0), outcome(1), outcome(2)]]);
  });

  it('are enough where the first of them were, whatever came after: a job that brought more at once changes nothing', () => {
    const calm = Array.from({ length: 12 }, (_, i) => ({ kpis: { energyKwh: 100 + (i % 2) } }) as never);
    const wild = Array.from({ length: 6 }, (_, i) => ({ kpis: { energyKwh: i % 2 === 0 ? 10 : 900 } }) as never);
    const precision = { kpi: 'energyKwh', within: 0.03 } as const;
    const ends = sufficient({ precision }, [calm])!;
    expect(ends).toBeLessThanOrEqual(12);
    expect(sufficient({ precision }, [[...calm, ...wild]])).toBe(ends);
  });

  it('are enough by their values in order alone: more of them say the same', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 90, max: 110, noNaN: true }), { minLength: 2, maxLength: 80 }), (values) => {
        const precision = { kpi: 'energyKwh', within: 0.03 } as const;
        const outcomes = values.map((energyKwh) => ({ kpis: { energyKwh } }) as never);
        const all = sufficient({ precision }, [outcomes]);
        if (all === null) return;
        expect(all).toBeLessThanOrEqual(values.length);
        expect(sufficient({ precision }, [outcomes.slice(0, all)])).toBe(all);
        expect(sufficient({ precision }, [outcomes.slice(0, all - 1)])).toBeNull();
      }),
    );
  });
});
