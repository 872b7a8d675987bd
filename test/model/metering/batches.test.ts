import path from 'node:path';
import { SiteChain, type Site } from '../../../bench/sites/chain.js';
import { BEGIN_S } from '../../../bench/sites/prove.js';
import { loadSite } from '../../../bench/sites/site-files.js';
import { EnergyBatches } from '../../../src/contract/energy-batches.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { sourcesOf } from '../../../src/model/cell-mirror/sources.js';
import { spendingsOf } from '../../../src/model/cell-mirror/spent.js';
import { batchesOf } from '../../../src/model/metering/batches.js';
import { useOf, type CarrierRates } from '../../../src/model/metering/use.js';
import { repositoryRoot } from '../../shared.js';

const DAY_US = 86_400e6;
const DAYS = 3;
/** Packaging lines whose batches need no release: they end within the three days. */
function quickSite(): Site {
  const site = loadSite(path.join(repositoryRoot, 'plants'), 'orvalmont');
  const definition = { ...site.definition, releases: site.definition.releases.map(({ id }) => ({ id, tests: [], reject: 0 })) };
  const compiled = compileCell(definition);
  if (!compiled.ok) throw new Error(compiled.issues[0]!.detail);
  return { ...site, definition, compiled: compiled.cell };
}

const site = quickSite();
const chain = new SiteChain(site, { seed: 1, startS: BEGIN_S });
const window = { fromUs: BEGIN_S * 1e6, toUs: BEGIN_S * 1e6 + DAYS * DAY_US };

beforeAll(() => {
  chain.sayLittle(300, window.toUs / 1e6);
  chain.runTo(window.toUs / 1e6);
}, 120_000);

describe('energy of the batches of a site', () => {
  it('is of those that ended, with its measured share, and adds up by product', () => {
    const { lots, products, site: whole } = EnergyBatches.parse({ cell: site.definition.id, ...batchesOf(site.compiled, chain.mirror, window, null) });
    expect(lots.length).toBeGreaterThan(3);
    expect(lots.map(({ lot }) => lot).sort()).toEqual(chain.log.batches.flatMap(({ lot, outcome }) => (outcome === 'done' ? [lot] : [])).sort());
    expect(lots.some(({ measuredShare }) => measuredShare! < 1)).toBe(true);
    for (const lot of lots) {
      expect(lot.measuredKwh + lot.allottedKwh).toBeCloseTo(lot.kwh, 9);
      expect(lot.measuredShare).toBeCloseTo(lot.measuredKwh / lot.kwh, 9);
      expect(lot.perThousandGoodKwh).toBeCloseTo((1000 * lot.kwh) / lot.good, 9);
    }
    for (const { product, lots: count, kwh, perLotKwh } of products) {
      const own = lots.filter((lot) => lot.product === product && lot.whole);
      expect(count).toBe(own.length);
      expect(kwh).toBeCloseTo(
        own.reduce((sum, lot) => sum + lot.kwh, 0),
        6,
      );
      if (perLotKwh !== null) expect(perLotKwh).toBeCloseTo(kwh / count, 6);
    }
    expect(lots.reduce((sum, { kwh }) => sum + kwh, 0)).toBeLessThan(whole.kwh);
    expect(whole.perThousandGoodKwh).toBeCloseTo((1000 * whole.kwh) / whole.good, 9);
  });

  it('of the site is that of the window, wherever it cuts a shift: windows that touch add up', () => {
    const of = (fromUs: number, toUs: number) => batchesOf(site.compiled, chain.mirror, { fromUs, toUs }, null).site;
    const whole = of(window.fromUs, window.toUs);
    for (const share of [0.21, 0.5, 0.77]) {
      const cutUs = Math.round(window.fromUs + share * (window.toUs - window.fromUs));
      const [before, after] = [of(window.fromUs, cutUs), of(cutUs, window.toUs)];
      expect(before.kwh + after.kwh).toBeCloseTo(whole.kwh, 6);
      expect(before.good + after.good).toBeCloseTo(whole.good, 6);
      expect(after.kwh).toBeGreaterThan(0);
    }
  });

  it('is of none where none ended', () => {
    expect(batchesOf(site.compiled, chain.mirror, { fromUs: window.fromUs, toUs: window.fromUs + 600e6 }, null)).toMatchObject({ lots: [], products: [] });
  });
});

const PRICED: CarrierRates = { price: () => 0.1, factor: () => 0.05 };
const UNKNOWN: CarrierRates = { price: () => null, factor: () => null };

describe('energy by what units were doing', () => {
  it('is that of the ledger, each kWh at the price of its time', () => {
    const { list } = sourcesOf(site.compiled);
    const use = useOf(list, spendingsOf(site.compiled, chain.mirror, window), () => PRICED, null);
    const ledger = ledgerOf(site.compiled, chain.mirror, window).filter(({ source }) => list.find(({ id }) => id === source)!.kind !== 'machine');
    const kwh = ledger.reduce((sum, row) => Object.values(row.kwh).reduce((part, by) => part + Object.values(by).reduce((all, one) => all + one, 0), sum), 0);
    expect(use.kwh).toBeCloseTo(kwh, 6);
    expect(use.sources.filter(({ kind, counts }) => kind === 'machine' && counts)).toEqual([]);
    for (const { kwh: own, costEur, co2eKg } of use.accounts) {
      expect(costEur).toBeCloseTo(0.1 * own, 6);
      expect(co2eKg).toBeCloseTo(0.05 * own, 6);
    }
    const idle = use.accounts.filter(({ account }) => account === 'idle' || account === 'standby');
    expect(use.waste.kwh).toBeCloseTo(
      idle.reduce((sum, account) => sum + account.kwh, 0),
      9,
    );
    const { sources } = use.waste;
    expect(sources.reduce((sum, { kwh: own }) => sum + own, 0)).toBeCloseTo(use.waste.kwh, 9);
    expect(sources.map(({ kwh: own }) => own)).toEqual(sources.map(({ kwh: own }) => own).toSorted((a, b) => b - a));
    for (const { kwh: own, seconds, meanKw, costEur } of sources) {
      expect(meanKw! * (seconds / 3600)).toBeCloseTo(own, 9);
      expect(costEur).toBeCloseTo(0.1 * own, 6);
    }
    expect(use.outsideExecuteShare).toBeCloseTo(1 - use.accounts.find(({ account }) => account === 'execute')!.kwh / use.unitsKwh, 9);
  });

  it('has no cost where a price is not known, and no share of nothing', () => {
    const { list } = sourcesOf(site.compiled);
    expect(useOf(list, spendingsOf(site.compiled, chain.mirror, window), () => UNKNOWN, null).waste).toMatchObject({ costEur: null, co2eKg: null });
    expect(useOf(list, [], () => UNKNOWN, null)).toMatchObject({ kwh: 0, outsideExecuteShare: null, waste: { share: null, costEur: 0, sources: [] } });
  });
});
