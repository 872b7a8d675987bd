import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { twin } from './twin.js';

jest.setTimeout(60_000);

/** Three batches, one operator: mixer and packaging by turns wait for him. What comes out is worked out by hand below. */
const CELL = `apiVersion: twin/v1
kind: Cell
id: mix-1
name: { en: Mixing, fr: Mélange }
equipment: { enterprise: demo, site: here, area: solids }
timezone: Europe/Paris
carriers:
  - id: electricity
    tariff:
      id: two-prices
      source: test
      validFrom: 2026-01-01
      periods: [{ id: am, from: '00:00', to: '12:00', price: 0.10 EUR/kWh }, { id: pm, from: '12:00', to: '24:00', price: 0.20 EUR/kWh }]
    carbon: { source: test, validFrom: 2026-01-01, factor: 50 g/kWh }
utilities:
  - { id: air, unit: Nm3, energy: { electricity: 0.1 } }
teams:
  - { id: crew, skills: [op], persons: 1 }
units:
  - id: mixer
    type: mixer
    name: { en: Mixer, fr: Mélangeur }
    setUp: { lasts: 10 min, persons: { op: 1 } }
    phases:
      - { id: charge, lasts: 20 min, persons: { op: 1 } }
      - { id: mix, lasts: 30 min, power: 12 kW }
    cleaning: { minor: { lasts: 15 min, persons: { op: 1 } }, major: { lasts: 40 min, persons: { op: 1 } } }
    power: { standby: 0.5 kW, idle: 1 kW, execute: 6 kW, cleaning: 3 kW }
    utilities: { air: { execute: 60 } }
  - id: pack
    type: packaging-line
    name: { en: Packaging, fr: Conditionnement }
    flow:
      persons: { op: 1 }
      startUp: { lasts: 5 min }
      startUpRejects: 100
      stations:
        - { id: blister, type: blister, name: { en: Blister, fr: Blister }, item: blister, takes: 10, rate: 100 /min, rejects: 0.01, buffer: { capacity: 50 }, power: { standby: 1 kW, idle: 2 kW, execute: 10 kW } }
        - { id: cartoner, type: cartoner, name: { en: Cartoner, fr: Étuyeuse }, item: carton, takes: 2, rate: 60 /min, power: { standby: 1 kW, idle: 2 kW, execute: 4 kW } }
    power: { standby: 2 kW, idle: 4 kW, execute: 14 kW }
products:
  - id: p
    name: { en: P, fr: P }
    item: tablet
    batchSize: 30100
    route: [{ id: mix, units: [mixer] }, { id: pack, units: [pack] }]
orders:
  - { id: o1, product: p, batches: 3, release: 2026-01-05T06:00, due: 2026-01-05T10:00 }
`;
let cwd: string;
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const simulate = (file: string, ...args: string[]) => twin(['simulate', file, '--horizon', '10 h', '--replications', '2', ...args], { cwd });

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-cell-'));
  write('cell.yaml', CELL);
});
afterAll(() => rmSync(cwd, { recursive: true }));

interface Answer {
  products: { p: Record<'done' | 'items' | 'leadS', { mean: number }> };
  orders: Record<'done' | 'late', { mean: number }>;
  carriers: { electricity: Record<'kwh' | 'costEur' | 'co2eKg' | 'peakKw', { mean: number }> };
  units: Record<'mixer' | 'pack', Record<string, number>>;
  teams: { crew: { mean: number } };
}

describe('twin simulate of a cell worked out by hand', () => {
  it('gives what arithmetic gives', async () => {
    const { code, out } = await simulate('cell.yaml', '--start', '2026-01-05T05:00:00Z', '--json'); // 06:00 in Paris
    expect(code).toBe(0);
    const { products, orders, carriers, units, teams } = JSON.parse(out) as Answer;
    // 30,000 tablets after start-up are 3,000 blisters, 2,970 of them good: 1,485 cartons.
    expect([products.p.done.mean, products.p.items.mean]).toEqual([3, 3 * 1485]);
    // Begun at 0, 60 and 165 min, done at 105, 210 and 305: the operator cleans the mixer first, then packs, and the mixer waits.
    expect(products.p.leadS.mean).toBeCloseTo(((105 + 150 + 140) / 3) * 60, 9);
    expect([orders.done.mean, orders.late.mean]).toEqual([1, 1]); // 305 min are after 10:00
    const minutes = (unit: 'mixer' | 'pack', account: string) => Math.round(units[unit][account]! * 600e6) / 1e6;
    expect(['execute', 'set-up', 'cleaning', 'persons', 'idle'].map((account) => minutes('mixer', account))).toEqual([150, 30, 30, 60, 330]);
    expect(['execute', 'start-up', 'persons', 'starved', 'idle'].map((account) => minutes('pack', account))).toEqual([90, 15, 20, 180, 295]);
    expect(teams.crew.mean).toBeCloseTo((30 + 60 + 30 + 90) / 600, 12);
    // Mixer: 1 h at 6, 1.5 h at 12, 0.5 h at 3, 7 h at 1, and 2.5 h of air at 6 kW. Packaging: 1.75 h at 14, 8.25 h at 4.
    const kwh = 6 + 18 + 1.5 + 7 + 15 + 24.5 + 33;
    const afterNoon = 4 * (1 + 4);
    const { electricity } = carriers;
    expect(electricity.kwh.mean).toBeCloseTo(kwh, 9);
    expect(electricity.costEur.mean).toBeCloseTo(0.1 * (kwh - afterNoon) + 0.2 * afterNoon, 9);
    expect(electricity.co2eKg.mean).toBeCloseTo(0.05 * kwh, 9);
    expect(electricity.peakKw.mean).toBeCloseTo(12 + 6 + 4, 9); // mixing, its air, packaging idle
  });

  it('tells in its JSON what was asked and nothing of how it was printed', async () => {
    const { out } = await simulate('cell.yaml', '--start', '2026-01-05T05:00:00Z', '--json');
    expect(Object.keys(JSON.parse(out) as object).slice(0, 6)).toEqual(['cell', 'replications', 'horizonS', 'warmUpS', 'seed', 'start']);
    expect(out).not.toContain('"json"');
  });

  it('refuses an instant without its zone, which would be another on each computer', async () => {
    const sentence = (found: string) => `--start: expected an instant such as 2026-01-31T06:00:00Z, found "${found}"`;
    for (const start of ['2026-01-05T06:00', 'tomorrow']) {
      const { code, err } = await simulate('cell.yaml', '--start', start);
      expect([code, err.trim()]).toEqual([2, sentence(start)]);
    }
  });

  it.each([
    ['rate: 100 /min', 'rate: 1e10 /min', 'must be at most 1000000000 /min'],
    ['power: 12 kW', 'power: 1e999 kW', `must be at most ${Number.MAX_VALUE} kW`],
    ['lasts: 5 min', 'lasts: 1e999 min', `must be at most ${Number.MAX_VALUE} s`],
  ])('refuses %s as %s', async (from, to, sentence) => {
    write('beyond.yaml', CELL.replace(from, to));
    const { code, err } = await simulate('beyond.yaml');
    expect(code).toBe(3);
    expect(err).toContain(sentence);
  });
});
