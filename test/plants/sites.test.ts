import { jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { CellDefinition } from '../../src/contract/cell.js';
import { replicateFromEmpty } from '../../src/model/cell/replicate.js';
import type { CellReport, UnitReport } from '../../src/model/cell/report.js';
import { readPlantFiles, type CellFile } from '../../src/plant/files.js';
import { reportOrigins } from '../../src/plant/origin-report.js';
import { formatIssues } from '../../src/plant/read.js';
import { Secrets } from '../../simulator/cell/secrets.js';
import { strangers } from '../../simulator/cell/strangers.js';
import { unfitFor } from '../../simulator/cell/truth.js';
import { loadYaml } from '../../simulator/yaml-file.js';
import { repositoryRoot } from '../shared.js';

jest.setTimeout(120_000); // a loaded machine

const DAY_S = 86_400;
const MONDAY_US = Date.parse('2026-01-04T23:00:00Z') * 1000;
const SITES = ['aubremont', 'brisandre', 'kerlanoux', 'orvalmont', 'ostrevigne', 'valclair'];

const fileOf = (...parts: string[]) => path.join(repositoryRoot, 'plants', ...parts);
const textOf = (...parts: string[]) => readFileSync(fileOf(...parts), 'utf8');

interface Site {
  definition: CellDefinition;
  /** Thirty days after eight weeks. */
  month: CellReport;
}

const read = readPlantFiles(SITES.map((id) => fileOf('sites', `${id}.yaml`)));

function fileOfSite(id: string): CellFile {
  if (read.issues.length > 0) throw new Error(formatIssues(read.issues));
  return read.cells[SITES.indexOf(id)]!;
}

const known = new Map<string, Site>();
function site(id: string): Site {
  const before = known.get(id);
  if (before) return before;
  const { definition, compiled } = fileOfSite(id);
  const month = replicateFromEmpty(compiled, { seed: 1, replication: 0, atUs: MONDAY_US, warmUpS: 56 * DAY_S, horizonS: 30 * DAY_S });
  const one = { definition, month };
  known.set(id, one);
  return one;
}

const unitOf = ({ month }: Site, id: string): UnitReport => month.units.find(({ unit }) => unit === id)!;
const WAITING = ['starved', 'blocked', 'persons', 'utility', 'standby', 'idle', 'off'] as const;
const used = ({ accountS }: UnitReport): number =>
  Object.entries(accountS).reduce((sum, [account, spentS]) => sum + ((WAITING as readonly string[]).includes(account) ? 0 : spentS), 0);
/** Share of the time of its calendar in which a unit is used: works, is made ready, cleaned, changed, mended or maintained. */
const use = (unit: UnitReport): number => used(unit) / (30 * DAY_S - unit.accountS.off);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const doneIn = ({ month }: Site): number => sum(month.products.map(({ done }) => done));
/** Batches that the demand asks for in thirty days, as they come out of routes that divide them or bring them together. */
const asked = ({ definition: { demand, products } }: Site): number =>
  sum(
    demand.map(({ product, batches, every }) => {
      const { route } = products.find(({ id }) => id === product)!;
      return (batches * 30 * DAY_S * route.reduce((factor, { split, merge }) => (factor * split) / merge, 1)) / every;
    }),
  );

describe('the six sites', () => {
  it('are there, each with its secrets', () => {
    expect(readdirSync(fileOf('sites')).sort()).toEqual(SITES.map((id) => `${id}.yaml`));
    for (const id of SITES) expect(readdirSync(fileOf('secrets'))).toContain(`${id}.yaml`);
  });

  it.each(SITES)('%s is read without an issue, is marked as invented and can be run by the simulator', (id) => {
    const { definition } = site(id);
    expect(definition).toMatchObject({ demo: true, equipment: { enterprise: 'demo', site: id } });
    expect(unfitFor(definition)).toEqual([]);
    const machines = sum(definition.units.map(({ slots, flow }) => slots + (flow?.stations.length ?? 0)));
    expect(machines).toBeGreaterThanOrEqual(8);
    expect(machines).toBeLessThanOrEqual(16);
  });

  it.each(SITES)('%s says of every number where it comes from, and nothing of what is not there', (id) => {
    const { counts, unsaid, idle } = reportOrigins(fileOfSite(id).definition);
    expect(unsaid).toEqual([]);
    expect(idle).toEqual([]);
    expect(counts.estimated).toBeGreaterThan(150);
  });

  it.each(SITES)('%s makes in a month what is asked for, within a fifth, and most of it in time', (id) => {
    const one = site(id);
    expect(doneIn(one) / asked(one)).toBeGreaterThan(0.8);
    expect(doneIn(one) / asked(one)).toBeLessThan(1.2);
    expect(one.month.orders.done).toBeGreaterThan(5);
    expect(one.month.orders.late / one.month.orders.done).toBeLessThan(0.2);
  });

  it.each(SITES)('%s has its busiest unit used to 75 to 95 %', (id) => {
    const busiest = Math.max(...site(id).month.units.map(use));
    expect(busiest).toBeGreaterThan(0.72); // one month of luck beside the mean
    expect(busiest).toBeLessThan(0.96);
  });

  it.each(SITES)('%s has secrets that name only what it has, and one fault that comes within the first weeks', (id) => {
    const secrets = loadYaml(fileOf('secrets', `${id}.yaml`), Secrets);
    if (!secrets.ok) throw new Error(secrets.issues.join('\n'));
    expect(strangers(site(id).definition, secrets.value)).toEqual([]);
    const drifts = driftsIn(parse(textOf('secrets', `${id}.yaml`)));
    const begins = new Set(drifts.map(({ after }) => after));
    expect(begins.size).toBe(1);
    const days = Number(/^(\d+) d$/.exec([...begins][0]!)![1]);
    expect(days).toBeGreaterThanOrEqual(2);
    expect(days).toBeLessThanOrEqual(15);
    for (const { lasts } of drifts) expect(lasts).toMatch(/^\d+ d$/); // it stays then, and the site goes on
  });
});

/** Every drift of a file of secrets. */
function driftsIn(value: unknown): { after: string; lasts: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'drift' ? [part as { after: string; lasts: string }] : driftsIn(part)));
}

describe('the lesson', () => {
  it('of Valclair: the packaging line is used most, and the press has a quarter to spare', () => {
    const one = site('valclair');
    const packaging = use(unitOf(one, 'packaging'));
    for (const unit of one.month.units) if (unit.unit !== 'packaging') expect(use(unit)).toBeLessThan(packaging - 0.1);
    expect(use(unitOf(one, 'press'))).toBeLessThan(0.75);
  });

  it('of Aubremont: the press is used most, and more than half of that is changing and cleaning', () => {
    const one = site('aubremont');
    const press = unitOf(one, 'press');
    for (const unit of one.month.units) if (unit.unit !== 'press') expect(use(unit)).toBeLessThan(use(press));
    const { changeover, cleaning, execute } = press.accountS;
    expect((changeover + cleaning) / used(press)).toBeGreaterThan(0.5);
    expect(execute / used(press)).toBeLessThan(0.35);
  });

  it('of Kerlanoux: the freeze-dryers are used twice as much as what fills them', () => {
    const one = site('kerlanoux');
    const dryers = (use(unitOf(one, 'freeze-dryer-1')) + use(unitOf(one, 'freeze-dryer-2'))) / 2;
    for (const id of ['formulation', 'filling', 'capping', 'inspection', 'packaging']) expect(use(unitOf(one, id))).toBeLessThan(dryers * 0.65);
    const leadS = sum(one.month.products.map(({ meanLeadS }) => meanLeadS!)) / 2;
    expect(leadS).toBeGreaterThan(18 * DAY_S); // the sterility test
  });

  it('of Ostrevigne: looking takes the longest, and some batches are looked at again', () => {
    const one = site('ostrevigne');
    const inspection = (use(unitOf(one, 'inspection-1')) + use(unitOf(one, 'inspection-2'))) / 2;
    for (const id of ['formulation', 'filling', 'reinspection', 'packaging']) expect(use(unitOf(one, id))).toBeLessThan(inspection - 0.1);
    expect(sum(one.month.products.map(({ reworks }) => reworks))).toBeGreaterThan(0);
  });

  it('of Brisandre: units wait for utilities, not for people', () => {
    const { month } = site('brisandre');
    const waited = (account: 'utility' | 'persons') => sum(month.units.map(({ accountS }) => accountS[account]));
    expect(waited('utility')).toBeGreaterThan(5 * waited('persons'));
    expect(unitOf(site('brisandre'), 'capture').accountS.utility / (30 * DAY_S)).toBeGreaterThan(0.1);
  });

  it('of Orvalmont: ventilation takes more than the machines, and these take more at rest than at work', () => {
    const { month } = site('orvalmont');
    const [hall] = month.zones;
    const byAccount = month.units.flatMap(({ energyKwh }) => Object.entries(energyKwh));
    const machinesKwh = sum(byAccount.map(([, kwh]) => kwh));
    const workKwh = sum(byAccount.filter(([account]) => account === 'execute').map(([, kwh]) => kwh));
    expect(hall!.fanKwh + hall!.coolingKwh).toBeGreaterThan(machinesKwh);
    expect(hall!.fanKwh).toBeCloseTo(105 * 720, -1); // never set back
    expect(workKwh / machinesKwh).toBeLessThan(0.5);
  });
});
