import { jest } from '@jest/globals';
import path from 'node:path';
import { SiteChain } from '../../bench/sites/chain.js';
import type { Check } from '../../bench/sites/checks/check.js';
import { EXPECTED } from '../../bench/sites/expected.js';
import { proofLines, tableLines } from '../../bench/sites/print.js';
import { BEGIN_S, compareAll, proveSite } from '../../bench/sites/prove.js';
import { otherBeginnings, shortHistory } from '../../bench/sites/short-history.js';
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
    const proof = proveSite(loadSite(PLANTS, name), { days, findingsDays: 0, everyS: 300, shortDays: 0, seed: 2 });
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

describe('a plant of which only a week-end is known', () => {
  const [saturdayS, sundayS] = otherBeginnings(BEGIN_S).slice(-2) as [number, number];

  it('begins on the other days of the week, Saturday and Sunday in Paris among them', () => {
    const begun = otherBeginnings(BEGIN_S).map((s) => new Date((s + HOUR_S) * 1000).toISOString().slice(0, 13));
    expect(begun).toEqual(['2026-01-06T03', '2026-01-07T06', '2026-01-08T09', '2026-01-09T12', '2026-01-10T15', '2026-01-11T18']);
  });

  it('has no finding of the little that leaks at valclair', () => {
    expect(shortHistory(loadSite(PLANTS, 'valclair'), saturdayS, { days: 4, everyS: 300, seed: 1 })).toEqual({ beginS: saturdayS, findings: [] });
  });

  it('has the leak of orvalmont once there are three days of it', () => {
    const { findings } = shortHistory(loadSite(PLANTS, 'orvalmont'), sundayS, { days: 3.5, everyS: 300, seed: 1 });
    expect(findings.map(({ what, source }) => `${what}: ${source}`)).toEqual(['planted: utilities.air']);
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
    const proof = proveSite(loadSite(PLANTS, 'orvalmont'), { days: 0.25, findingsDays: 0.25, everyS: 300, shortDays: 0, seed: 1 });
    expect([proof.ok, proof.foundDay]).toEqual([false, null]);
    expect(proofLines(proof).at(-1)).toBe('  the planted fault was NOT FOUND in 0.25 days');
  });

  it('knows the planted fault of every site', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(siteNames(PLANTS));
  });
});
