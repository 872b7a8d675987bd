import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerFailure, TwinHttp } from '../../client/http.js';
import { perform } from '../../src/cli/program.js';
import { processIo } from '../../src/cli/io.js';
import { EnergyMeters } from '../../src/contract/energy-meters.js';
import { CellSearchResult } from '../../src/contract/search-result.js';
import { EnergyProfile } from '../../src/contract/energy-profile.js';
import { startApp, type TestApp } from '../app.js';
import { BEGIN_US, DAY_US, day, meteredCell, NOW_US, pressKwh, SAVED_FROM_DAY, tell } from './told.js';

const TOKENS = { read: 'read-0123456789abcdef', edit: 'edit-0123456789abcdef', other: 'other-0123456789abcdef' };
let folder: string;
let cell: string;
let app: TestApp;
let http: TwinHttp;
const as = (token: string) => new TwinHttp({ url: app.url, token });
const failure = async (promise: Promise<unknown>) => {
  const caught: unknown = await promise.catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(ServerFailure);
  const { code, issues } = caught as ServerFailure;
  return [code, ...issues.map(({ pointer }) => pointer)];
};
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'energy-'));
  const metered = meteredCell();
  cell = metered.id;
  writeFileSync(path.join(folder, 'cell.yaml'), metered.text);
  const tokens = `panel ${TOKENS.read} read\nfiles ${TOKENS.edit} read run edit\nother ${TOKENS.other} read:osd-1`;
  app = await startApp({ plants: [path.join(folder, 'cell.yaml')], tokens }, { nowUs: () => NOW_US });
  http = as(TOKENS.edit);
  await tell(http, cell);
}, 120_000);
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

describe('meters of a site over HTTP', () => {
  it('balance: the main meter is its parts and 5 kW that nothing counts', async () => {
    const { carriers } = await http.energyMeters(cell, day(1));
    const [electricity, heat] = carriers;
    const rows = Object.fromEntries(electricity!.rows.map((row) => [row.id, row]));
    expect(electricity!.rows.map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 main', '1 process', '2 press', '2 blender', '2 coater', '1 zones.solids']);
    expect(rows['main']).toMatchObject({ by: 'counter', balance: 'unknown', missing: ['coater'] });
    expect(rows['main']!.kwh).toBeCloseTo(pressKwh(1) + 144 + 720 + 120, 6);
    expect(rows['main']!.remainderKwh).toBeCloseTo(120, 6);
    expect(rows['main']!.partsKwh! + rows['main']!.remainderKwh!).toBeCloseTo(rows['main']!.kwh!, 9);
    expect(rows['coater']).toMatchObject({ kwh: null, unknownShare: 1, by: null });
    expect(electricity).toMatchObject({ outsideKwh: 0, pausedKwh: 0, unknownShare: 0 });
    expect(heat).toMatchObject({ carrier: 'heat', kwh: null, rows: [] });
  });

  it('say what came over a pause, and of how much time it is not known', async () => {
    const { carriers } = await http.energyMeters(cell, day(0));
    const blender = carriers[0]!.rows.find(({ id }) => id === 'blender')!;
    expect([blender.kwh!, blender.pausedKwh, blender.unknownS].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([144, 6, 3600]);
    expect(carriers[0]!.rows.find(({ id }) => id === 'main')).toMatchObject({ pausedKwh: 0, unknownS: 0 });
  });

  it('ask for a site that is there, a window that is one and not too long, and the scope of the site', async () => {
    expect(await failure(http.energyMeters('nowhere'))).toEqual(['not-found']);
    expect(await failure(http.energyMeters(cell, { from: 'yesterday' }))).toEqual(['validation', '/from']);
    expect(await failure(http.energyMeters(cell, { from: 'now', to: 'now-1h' }))).toEqual(['validation', '/from']);
    expect(await failure(http.energyMeters(cell, { from: 'now-120d' }))).toEqual(['validation', '/from']);
    expect(await failure(http.energyProfile(cell, 'steam', day(1)))).toEqual(['validation', '/carrier']);
    expect(await failure(as(TOKENS.other).energyMeters(cell, day(1)))).toEqual(['forbidden']);
    expect((await as(TOKENS.read).energyMeters(cell, day(1))).cell).toBe(cell);
  });
});

describe('the load of a site by consumer over HTTP', () => {
  it('names who drew it, what nothing below the main meter counts, and the hours of the clock', async () => {
    const { consumers, hours, kw } = await http.energyLoad(cell, 'electricity', day(1));
    expect(consumers.map(({ source, kind }) => [source, kind])).toEqual([
      ['zones.solids', 'source'],
      ['press', 'source'],
      ['blender', 'source'],
      ['main', 'remainder'],
    ]);
    expect(consumers.map(({ kwh }) => Math.round(kwh))).toEqual([720, Math.round(pressKwh(1)), 144, 120]);
    kw.forEach((whole, i) => expect(consumers.reduce((sum, consumer) => sum + consumer.kw[i]!, 0)).toBeCloseTo(whole!, 6));
    expect(hours.map(({ day: date, hour }) => `${date} ${hour}`)).toEqual(Array.from({ length: 24 }, (_, hour) => `2026-01-06 ${hour}`));
    expect(hours.reduce((sum, { kwh }) => sum + kwh!, 0)).toBeCloseTo(pressKwh(1) + 144 + 720 + 120, 6);
  });

  it('comes with profile and meters out of one reading, the same as by themselves', async () => {
    const { profile, load, meters } = await http.energyOverview(cell, 'electricity', day(1));
    expect(profile).toEqual(await http.energyProfile(cell, 'electricity', day(1)));
    expect(load).toEqual(await http.energyLoad(cell, 'electricity', day(1)));
    expect(meters).toEqual((await http.energyMeters(cell, day(1))).carriers[0]);
  });

  it('is of a carrier that there is', async () => {
    expect(await failure(http.energyLoad(cell, 'steam', day(1)))).toEqual(['validation', '/carrier']);
    expect(await failure(http.energyOverview(cell, 'steam', day(1)))).toEqual(['validation', '/carrier']);
    expect(await failure(http.energyStates(cell, day(1), 'steam'))).toEqual(['validation', '/carrier']);
  });
});

describe('the load of a site over HTTP', () => {
  it('is that of its main meter, with the bill of its tariff', async () => {
    const found = await http.energyProfile(cell, 'electricity', day(1));
    const kw = pressKwh(1) / 24 + 6 + 30 + 5;
    expect(found.kw).toHaveLength(144);
    for (const mean of found.kw) expect(mean).toBeCloseTo(kw, 6);
    expect(found.periods.map(({ label, hours }) => [label, hours])).toEqual([
      ['hp', 16],
      ['hc', 8],
    ]);
    expect(found.bill!.totalEur).toBeCloseTo(kw * (16 * 0.12829 + 8 * 0.10426), 6);
    expect(found.periods[0]!.peaks[0]!.makers.map(({ source, kind, kw: own }) => [source, kind, Math.round(own)])).toEqual([
      ['zones.solids', 'source', 30],
      ['press', 'source', Math.round(pressKwh(1) / 24)],
      ['blender', 'source', 6],
      ['main', 'remainder', 5],
    ]);
    expect(found.carbon!.locationKg).toBeCloseTo(kw * 24 * 0.055, 6);
  });

  it('of a carrier that was not heard is null', async () => {
    expect(await http.energyProfile(cell, 'heat', day(1))).toMatchObject({ kwh: null, bill: null, periods: [], unknownShare: 1 });
  });
});

describe('baselines of a site over HTTP', () => {
  const days = { from: '2026-01-05', to: '2026-02-03' };
  const keep = (more: object = {}) => http.keepEnergyBaseline(cell, { name: 'winter', days, calendar: 'none', cooling: { baseC: 20 }, ...more });

  it('find what the energy is made of, are kept, and are the same ever after', async () => {
    const kept = await keep();
    expect(kept).toMatchObject({
      cell,
      carrier: 'electricity',
      createdBy: 'files',
      outdoor: 'weather',
      meters: [{ carrier: 'electricity', source: 'meters.main' }],
    });
    const { terms, periods, r2, verdict } = kept.baseline;
    expect([periods, verdict, r2! > 0.95]).toEqual([30, 'fit-for-use', true]);
    const value = Object.fromEntries(terms.map((term) => [term.kind === 'driver' ? term.id : term.kind, term.value]));
    expect(value['production']).toBeCloseTo(0.05, 2);
    expect(Math.abs(value['cooling']! - 4)).toBeLessThan(0.5);
    expect(await http.energyBaseline(cell, kept.id)).toEqual(kept);
    expect((await http.energyBaselines(cell))[0]).toEqual(kept);
    const { points } = await http.energyBaselinePoints(cell, kept.id);
    expect([points.length, points.every(({ leftOut }) => leftOut === null)]).toEqual([30, true]);
    expect(points[0]!.values.map(({ term }) => term)).toEqual(terms.map((term) => term.id));
  });

  it('tell what was saved since, and when that began', async () => {
    const { id } = await keep();
    const { savings, cusum, carriedOut, notes } = await http.energySavings(cell, id);
    expect(savings).toMatchObject({ periods: 10, verdict: 'saved' });
    expect(savings!.savedKwhPerDay.low).toBeLessThan(30);
    expect(savings!.savedKwhPerDay.high).toBeGreaterThan(30);
    expect(cusum.periods).toHaveLength(40);
    expect(cusum.changes.map(({ atUs }) => atUs)).toEqual([BEGIN_US + SAVED_FROM_DAY * DAY_US]);
    expect([carriedOut, notes]).toEqual([null, []]);
  });

  it('are refused with a pointer where there is too little, or what is asked for is not there', async () => {
    expect(await failure(keep({ days: { from: '2026-01-05', to: '2026-01-06' } }))).toEqual(['validation', '/days']);
    expect(await failure(keep({ days: { from: '2026-02-05', to: '2026-01-06' } }))).toEqual(['validation', '/days/to']);
    expect(await failure(keep({ days: { from: '2020-01-05', to: '2026-01-06' } }))).toEqual(['validation', '/days/from']);
    expect(await failure(keep({ carrier: 'steam' }))).toEqual(['validation', '/carrier']);
    expect(await failure(keep({ carrier: 'heat' }))).toEqual(['validation', '/days']);
    expect(await failure(as(TOKENS.read).keepEnergyBaseline(cell, { name: 'winter', days }))).toEqual(['forbidden']);
    expect(await failure(http.energySavings(cell, '0f8fad5b-d9cb-469f-a165-70867728950e'))).toEqual(['not-found']);
  });

  it('hold what a what-if promised against what was measured from the day on which it was carried out', async () => {
    const { id: run } = await http.ask({
      cell,
      question: 'Is a smaller fan worth it?',
      start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
      horizon: '2 d',
      replications: 4,
      variants: [{ id: 'smaller', changes: [{ kind: 'power', zone: 'solids', of: 'fan', power: 'x0.9' }] }],
    });
    expect((await http.follow(run, () => undefined)).status).toBe('succeeded');
    const carriedOut = day(SAVED_FROM_DAY).from;
    const { id } = await keep({ carrier: null });
    const { carriedOut: proof, savings } = await http.energySavings(cell, id, { run, carriedOut });
    expect(savings).toMatchObject({ fromUs: BEGIN_US + SAVED_FROM_DAY * DAY_US, periods: 10 });
    expect(proof).toMatchObject({ run, question: 'Is a smaller fan worth it?', variant: 'smaller', carriedOutUs: BEGIN_US + SAVED_FROM_DAY * DAY_US });
    expect(proof!.proof.measuredKwhPerDay).toEqual(savings!.savedKwhPerDay);
    expect(proof!.proof.predictedKwhPerDay.mean).toBeGreaterThan(0);
    expect(await failure(http.energySavings(cell, id, { run, carriedOut, variant: 'greater' }))).toEqual(['validation', '/variant']);
    const { id: ofElectricity } = await keep();
    expect(await failure(http.energySavings(cell, ofElectricity, { run, carriedOut }))).toEqual(['validation', '/run']);
  });

  const SEARCH = {
    cell: '',
    question: 'How large a fan?',
    start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
    horizon: '2 d',
    replications: 4,
    over: [{ id: 'fan', change: { kind: 'power', zone: 'solids', of: 'fan', power: 'x{value}' }, values: [0.8, 0.9] }],
  } as const;
  const asked = async (question: object): Promise<string> => {
    const { id } = await http.ask({ ...SEARCH, cell, ...question });
    expect((await http.follow(id, () => undefined)).status).toBe('succeeded');
    return id;
  };

  it('hold the point that a search has chosen, or another that is named, against what was measured', async () => {
    const run = await asked({ optimise: { goal: { kpi: 'energyKwh', indifference: 1 }, budget: 60 } });
    const carriedOut = day(SAVED_FROM_DAY).from;
    const { id } = await keep({ carrier: null });
    const { optimum, points, horizonS } = CellSearchResult.parse(JSON.parse(await http.resultText(run)));
    expect(points.find((point) => point.id === optimum!.chosen)!.at).toEqual({ fan: 0.8 });
    for (const point of points) {
      const variant = point.id === optimum!.chosen ? undefined : point.id;
      const { carriedOut: proof } = await http.energySavings(cell, id, { run, carriedOut, ...(variant && { variant }) });
      expect(proof).toMatchObject({ run, question: SEARCH.question, variant: point.id });
      expect(proof!.proof.predictedKwhPerDay.mean).toBeCloseTo((-point.difference['energyKwh']!.mean * 86_400) / horizonS, 9);
    }
    expect(await failure(http.energySavings(cell, id, { run, carriedOut, variant: 'nowhere' }))).toEqual(['validation', '/variant']);
  });

  it('prove no search that chose nothing or judged no energy, and no run that will never have an answer', async () => {
    const carriedOut = day(SAVED_FROM_DAY).from;
    const { id } = await keep({ carrier: null });
    const problem = async (run: string) => {
      const caught: unknown = await http.energySavings(cell, id, { run, carriedOut }).catch((error: unknown) => error);
      return caught instanceof ServerFailure ? caught.issues.map(({ pointer, detail }) => `${pointer} ${detail}`) : caught;
    };
    expect(await problem(await asked({ sweep: {} }))).toEqual([expect.stringMatching(/^\/variant the search has chosen no point: expected one of /)]);
    expect(await problem(await asked({ sweep: {}, kpis: ['lotsDone'] }))).toEqual([expect.stringMatching(/^\/run the run tells no difference of energy/)]);
    const { id: run } = await http.ask({ ...SEARCH, cell, horizon: '60 d', replications: 1000, sweep: {} });
    await http.cancel(run);
    expect((await http.follow(run, () => undefined)).status).toBe('cancelled');
    expect(await problem(run)).toEqual([expect.stringMatching(/^\/run .* will never have an answer$/)]);
  });

  it('tell nothing of a run by a baseline that is not fit, or by its own days, and say why', async () => {
    const run = await asked({ over: undefined, variants: [{ id: 'smaller', changes: [{ kind: 'power', zone: 'solids', of: 'fan', power: 'x0.9' }] }] });
    const poor = await keep({ carrier: null, limits: { leastR2: 1 } });
    expect(poor.baseline.verdict).toBe('not-fit-for-use');
    const { carriedOut: unfit } = await http.energySavings(cell, poor.id, { run, carriedOut: day(SAVED_FROM_DAY).from });
    expect(unfit!.proof).toMatchObject({ verdict: 'cannot-be-told', notes: ['baseline-not-fit'] });
    const { id, baseline } = await keep({ carrier: null, heating: null });
    expect(baseline.verdict).toBe('fit-for-use');
    const { savings, carriedOut: within } = await http.energySavings(cell, id, { run, carriedOut: day(10).from });
    expect(savings).toMatchObject({ fromUs: BEGIN_US + 10 * DAY_US, verdict: 'cannot-be-told' });
    expect(within!.proof).toMatchObject({ verdict: 'cannot-be-told', notes: ['not-after-baseline'] });
  });

  it('prove only runs that are there, with the day on which they were carried out', async () => {
    const run = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const { id } = await keep({ carrier: null });
    expect(await failure(http.energySavings(cell, id, { run }))).toEqual(['validation', '/carriedOut']);
    expect(await failure(http.energySavings(cell, id, { run, carriedOut: day(SAVED_FROM_DAY).from }))).toEqual(['not-found']);
  });
});

describe('twin energy, with a service', () => {
  const run = async (...args: string[]) => {
    const written: string[] = [];
    const io = {
      ...processIo(),
      out: (text: string) => void written.push(text),
      err: (text: string) => void written.push(text),
      outBytes: (bytes: Uint8Array) => Promise.resolve(void written.push(Buffer.from(bytes).toString())),
      cwd: folder,
      lang: 'en' as const,
    };
    const code = await perform(['energy', ...args, '--server', app.url, '--token', TOKENS.edit], io);
    return { code, out: written.join('\n') };
  };
  const stretch = ['--from', day(1).from, '--to', day(2).from];

  it('reports meters, load, bill, states and batches as text, Markdown, CSV and JSON, in both languages', async () => {
    const { code, out } = await run('report', cell, ...stretch);
    expect([code, out.split('\n')[0]]).toEqual([0, `${cell}: energy from 2026-01-06T00:00:00+01:00 to 2026-01-07T00:00:00+01:00, measured`]);
    expect(out).toMatch(/\nMain +1\u00a0\d{3}\.\d +.* 120\.0 +a part not heard +0\.00\n {2}Process /);
    expect(out).toContain('\nMain: nothing was heard of Film coater');
    expect(out).toMatch(/\nhp +16\.0 .* Main, unmetered 5|\nhp +16\.0 /);
    const french = (await run('report', cell, ...stretch, '--lang', 'fr', '--format', 'md')).out;
    expect(french).toMatch(/^# .* : énergie du 2026-01-06T00:00:00\+01:00 au .*, mesurée\n\n## Compteurs, /);
    expect(french).toContain('| Général | ');
    const json = JSON.parse((await run('report', cell, ...stretch, '--json')).out) as {
      meters: unknown;
      profiles: unknown[];
      states: unknown;
      batches: unknown;
    };
    expect(EnergyMeters.parse(json.meters)).toEqual(await http.energyMeters(cell, day(1)));
    expect(json.profiles.map((profile) => EnergyProfile.parse(profile).carrier)).toEqual(['electricity', 'heat']);
  });

  it('gives the figures of the report as one table of quantities, in the dialect of the language', async () => {
    const { code, out } = await run('report', cell, ...stretch, '--format', 'csv');
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect([code, header]).toEqual([0, 'section,id,name,carrier,from,from_local,to,to_local,quantity,unit,value']);
    const window = '2026-01-05T23:00:00.000000Z,2026-01-06 00:00:00.000,2026-01-06T23:00:00.000000Z,2026-01-07 00:00:00.000';
    const { carriers } = await http.energyMeters(cell, day(1));
    const main = carriers[0]!.rows.find(({ id }) => id === 'main')!;
    expect(rows).toContain(`meter,main,Main,electricity,${window},energy,kWh,${main.kwh}`);
    expect(rows).toContain(`meter,main,Main,electricity,${window},remainder,kWh,${main.remainderKwh}`);
    for (const section of ['carrier', 'load', 'tariff-period', 'peak', 'peak-maker', 'bill', 'state', 'waste', 'zone', 'site'])
      expect([section, rows.some((row) => row.startsWith(`${section},`))]).toEqual([section, true]);
    const french = (await run('report', cell, ...stretch, '--format', 'csv', '--lang', 'fr')).out;
    expect(french).toBe((await run('report', cell, ...stretch, '--format', 'csv-fr', '--lang', 'fr')).out);
    expect(french.startsWith('\uFEFFsection;id;name;')).toBe(true);
    expect(french).toContain(`;remainder;kWh;${String(main.remainderKwh).replace('.', ',')}\r\n`);
  });

  it('takes days by the clock of the site: the last one whole', async () => {
    const whole = await run('report', cell, '--from', '2026-01-06', '--to', '2026-01-06', '--json');
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ fromUs: Date.parse(day(1).from) * 1000, toUs: Date.parse(day(2).from) * 1000 });
  });

  it('keeps a baseline, and tells what was saved against it', async () => {
    const kept = await run('baseline', cell, '--from', '2026-01-05', '--to', '2026-02-03', '--calendar', 'none', '--cooling', '20', '--name', 'January');
    expect(kept.code).toBe(0);
    expect(kept.out).toMatch(
      new RegExp(`^${cell}, Electricity: baseline January \\([0-9a-f-]{36}\\), measured\nSum of the meters: Main\nOutdoor temperature: weather\n`),
    );
    const [, id] = /\(([0-9a-f-]{36})\)/.exec(kept.out)!;
    const saved = await run('savings', cell, '--baseline', id!);
    expect([saved.code, saved.out.split('\n')[0]!.includes('January')]).toEqual([0, true]);
    expect(saved.out).toContain('\n2026-02-04  ');
    expect(await run('baseline', cell, '--from', '2026-01-05')).toMatchObject({ code: 2 });
    expect(await run('baseline', cell, '--from', '2026-01-05', '--to', '2026-01-06')).toMatchObject({
      code: 3,
      out: expect.stringContaining('/days') as string,
    });
    expect(await run('savings', 'nowhere')).toMatchObject({ code: 4 });
  });
});

describe('the record of a site over HTTP', () => {
  it('tells energy by what units were doing, and batches, within the window', async () => {
    const states = await http.energyStates(cell, day(1));
    expect(states.kwh).toBeCloseTo(states.unitsKwh + states.utilitiesKwh + states.zonesKwh + states.unmeteredKwh!, 9);
    expect(states.unmeteredKwh).toBeCloseTo(120, 6);
    expect(states.unitsKwh).toBeCloseTo(pressKwh(1) + 144, 3);
    expect(states.zones.find(({ zone }) => zone === 'solids')!.airKwh).toBeCloseTo(720, 3);
    expect(await http.energyBatches(cell, day(1))).toMatchObject({ products: [], lots: [], site: { good: 0, perThousandGoodKwh: null } });
  });

  it('tells of the site what its meters tell, with what nothing below the main one counts', async () => {
    const { carriers } = await http.energyMeters(cell, day(1));
    const [states, electricity, heat, { site }] = await Promise.all([
      http.energyStates(cell, day(1)),
      http.energyStates(cell, day(1), 'electricity'),
      http.energyStates(cell, day(1), 'heat'),
      http.energyBatches(cell, day(1)),
    ]);
    expect(carriers[0]!.kwh).toBeCloseTo(pressKwh(1) + 144 + 720 + 120, 6);
    for (const { kwh, unmeteredKwh } of [states, electricity, site]) {
      expect(kwh).toBeCloseTo(carriers[0]!.kwh!, 3);
      expect(unmeteredKwh).toBeCloseTo(120, 6);
    }
    expect(heat).toMatchObject({ kwh: 0, unmeteredKwh: null });
  });
});
