import { jest } from '@jest/globals';
import path from 'node:path';
import { count, none, percent } from '../../bench/look-ahead/coverage.js';
import { secretsOf } from '../../bench/look-ahead/plants.js';
import { coverageLines, detailLines } from '../../bench/look-ahead/print.js';
import { watchSite } from '../../bench/look-ahead/watch-site.js';
import { loadSite } from '../../bench/sites/site-files.js';
import { repositoryRoot } from '../shared.js';

jest.setTimeout(120_000); // a loaded machine

const site = loadSite(path.join(repositoryRoot, 'plants'), 'orvalmont');

describe('coverage of look-aheads', () => {
  it('counts what lies within a range, its ends too, below it and above it', () => {
    const coverage = none();
    expect(percent(coverage)).toBeNull();
    for (const actual of [0, 1, 1.5, 2, 3]) count(coverage, { low: 1, high: 2 }, actual);
    expect(coverage).toEqual({ all: 5, within: 3, below: 1, above: 1 });
    expect(percent(coverage)).toBe(60);
  });

  it('tells plants apart: as told but for the weather, off by what does not drift, and with its fault', () => {
    const { secrets } = site;
    const told = secretsOf('told', secrets);
    expect(told.units).toEqual({});
    expect(told.utilities).toEqual({});
    expect(told.zones['hall']).toMatchObject({ fan: { factor: 1 }, coolingPerK: 0.03, heatPerK: 0.025 });
    expect(JSON.stringify(secretsOf('near', secrets))).not.toContain('drift');
    expect(secretsOf('near', secrets).utilities['air']!.leak).toEqual({ factor: 45 });
    expect(secretsOf('fault', secrets)).toBe(secrets);
  });

  it('of a plant that has run for a day and a half holds every look-ahead against what came', () => {
    const ask = { plant: 'told' as const, seed: 4, days: 1, looks: 2, everyH: 9, aheadH: 8, replications: 20 };
    const watched = watchSite(site, ask);
    expect(watched.kinds.energy.all).toBe(2);
    expect(watched.kinds['end of a step'].all).toBeGreaterThan(0);
    expect(watched.kinds['items made'].all).toBeGreaterThan(0);
    expect(Object.values(watched.steps).reduce((sum, { all }) => sum + all, 0)).toBe(watched.kinds['end of a step'].all);
    expect(watched.kwh.came / watched.kwh.expected).toBeGreaterThan(0.9);
    expect(watched.kwh.came / watched.kwh.expected).toBeLessThan(1.1);
    const lines = coverageLines([watched]);
    expect(lines).toHaveLength(5);
    expect(lines[2]).toMatch(/^\| orvalmont \| \d+ % of 2 \|/);
    expect(detailLines(watched).length).toBe(Object.keys(watched.steps).length);
  });
});
