import { jest } from '@jest/globals';
import path from 'node:path';
import { SiteChain } from '../../bench/sites/chain.js';
import type { Check } from '../../bench/sites/checks/check.js';
import { EXPECTED } from '../../bench/sites/expected.js';
import { proofLines, tableLines } from '../../bench/sites/print.js';
import { BEGIN_S, compareAll, proveSite } from '../../bench/sites/prove.js';
import { loadSite, siteNames } from '../../bench/sites/site-files.js';
import { repositoryRoot } from '../shared.js';

jest.setTimeout(120_000); // a loaded machine

const PLANTS = path.join(repositoryRoot, 'plants');
const HOUR_S = 3600;
const differing = (checks: readonly Check[]) => checks.filter((check) => check.differing > 0).map(({ name, differences }) => ({ name, differences }));

describe('the mirror of a site, from the messages of its own dialect', () => {
  it.each([
    ['orvalmont', 'json-bundle', 2],
    ['kerlanoux', 'sparkplug-b', 2],
  ])('of %s (%s) knows what the log of the plant knows after %i days', (name, dialect, days) => {
    const proof = proveSite(loadSite(PLANTS, name), { days, findingsDays: 0, everyS: 300, seed: 2 });
    expect(differing(proof.checks)).toEqual([]);
    expect(proof).toMatchObject({ site: name, dialect, refused: [], unknownShare: 0, ok: true });
    expect(proof.checks.map((check) => check.name)).toEqual([
      'counts of units',
      'counts of machines by lot',
      'kWh by carrier',
      'kWh by lot',
      'genealogy',
      'orders',
      'accounts = window',
      'KPIs = ledger',
      'counts of machines',
    ]);
    expect(proof.checks.every(({ compared }) => compared > 0)).toBe(true);
    expect(proof.kwh['electricity']).toBeGreaterThan(1000);
    expect(tableLines([proof])[2]).toMatch(new RegExp(`^\\| ${name} \\| ${dialect} \\|.*\\| 0 \\| 0`));
  });
});

describe('the proof itself', () => {
  const chain = () => {
    const one = new SiteChain(loadSite(PLANTS, 'orvalmont'), { seed: 1, startS: BEGIN_S });
    one.runTo(BEGIN_S + 24 * HOUR_S);
    return one;
  };

  it('tells an item, a kWh, a parent, an order and a second that are not in the log', () => {
    const one = chain();
    const meters = one.log.meters!;
    meters.units['line-1']!.processed += 1;
    meters.zones['hall']!.kwh['electricity']! *= 1.002;
    const part = one.plant.batches.find(({ parents }) => parents.length > 0)!;
    part.parents = [];
    one.plant.orders[0]!.releasedS += 1;
    one.mirror.books.find(({ id }) => id === 'line-2')!.rows.at(-3)!.us.execute = 1;
    const names = differing(compareAll(one).checks).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['counts of units', 'kWh by carrier', 'genealogy', 'orders', 'accounts = window']));
  });

  it('fails where the planted fault is not found, and says so', () => {
    const proof = proveSite(loadSite(PLANTS, 'orvalmont'), { days: 0.25, findingsDays: 0.25, everyS: 300, seed: 1 });
    expect([proof.ok, proof.foundDay]).toEqual([false, null]);
    expect(proofLines(proof).at(-1)).toBe('  the planted fault was NOT FOUND in 0.25 days');
  });

  it('knows the planted fault of every site', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(siteNames(PLANTS));
  });
});
