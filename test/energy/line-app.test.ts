import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ServerFailure, TwinHttp } from '../../client/http.js';
import { processIo } from '../../src/cli/io.js';
import { perform } from '../../src/cli/program.js';
import { LineEnergy } from '../../src/contract/line-energy.js';
import type { PostedReading } from '../../src/contract/posted-readings.js';
import { startApp, type TestApp } from '../app.js';
import { repositoryRoot } from '../shared.js';

const LINE = 'osd-1';
const TOKENS = { edit: 'edit-0123456789abcdef', other: 'other-0123456789abcdef' };
/** 06:00 in Paris, on a Monday: from there on the dear hours of the tariff. */
const BEGIN_US = Date.parse('2026-01-05T05:00:00Z') * 1000;
const NOW_US = BEGIN_US + 3600e6;
const hour = { from: '2026-01-05T05:00:00Z', to: '2026-01-05T06:00:00Z' };

/** An hour every ten seconds: the press is counted at 18 kW, the cartoner tells its power alone, and waits for blisters from the half hour on. */
function* told(): Generator<PostedReading> {
  for (let s = 0; s <= 3600; s += 10) {
    const say = (unit: string, signal: PostedReading['signal'], value: PostedReading['value']): PostedReading => ({
      ...{ unit, signal, value },
      measuredAtUs: BEGIN_US + s * 1e6,
    });
    const waits = s >= 1800;
    yield say('press', 'state', 'Execute');
    yield say('press', 'energy', 1000 + (18 * s) / 3600);
    yield say('cartoner', 'state', waits ? 'Suspended' : 'Execute');
    yield say('cartoner', 'starved', waits);
    yield say('cartoner', 'power', waits ? 2 : 6);
    yield say('palletizer', 'processedCount', Math.floor(s / 40));
  }
}

let app: TestApp;
let http: TwinHttp;
beforeAll(async () => {
  const tokens = `files ${TOKENS.edit} read run edit\nother ${TOKENS.other} read:elsewhere`;
  app = await startApp({ plants: [path.join(repositoryRoot, 'plants', 'osd-1.yaml')], tokens }, { nowUs: () => NOW_US });
  http = new TwinHttp({ url: app.url, token: TOKENS.edit });
  expect((await http.postReadings(LINE, [...told()])).refused).toEqual([]);
  while ((await http.telemetry()).history.lagS > 0) await setImmediate();
}, 120_000);
afterAll(() => app?.close());

it('a line tells its energy by counters and powers, what they cost by its tariff, and which machines were not heard', async () => {
  const { figures, machines, missing, waste } = await http.lineEnergy(LINE, hour);
  expect(machines.filter(({ kwh }) => kwh !== null).map(({ unit, by, kwh }) => [unit, by, kwh])).toEqual([
    ['press', 'counter', expect.closeTo(18, 6)],
    ['cartoner', 'power', expect.closeTo(4, 6)],
  ]);
  expect(missing).toEqual(['blister', 'checkweigher', 'case-packer', 'palletizer']);
  expect(figures).toMatchObject({
    kwh: expect.closeTo(22, 6),
    costEur: expect.closeTo(22 * 0.12829, 6),
    co2eKg: expect.closeTo(22 * 0.055, 6),
    peakKw: expect.closeTo(24, 6),
    knownShare: expect.closeTo(2 / 6, 6),
    notProducingShare: expect.closeTo(1 / 22, 6),
  });
  expect(waste.sources.map(({ source, kwh, meanKw }) => [source, kwh, meanKw])).toEqual([['cartoner', expect.closeTo(1, 6), expect.closeTo(2, 6)]]);
});

it('who may not read the line is told nothing of its energy', async () => {
  const refused: unknown = await new TwinHttp({ url: app.url, token: TOKENS.other }).lineEnergy(LINE, hour).catch((error: unknown) => error);
  expect(refused instanceof ServerFailure && refused.code).toBe('forbidden');
});

describe('twin energy report of a line', () => {
  const run = async (...args: string[]) => {
    const written: string[] = [];
    const io = {
      ...processIo(),
      out: (text: string) => void written.push(text),
      err: (text: string) => void written.push(text),
      outBytes: (bytes: Uint8Array) => Promise.resolve(void written.push(Buffer.from(bytes).toString())),
      lang: 'en' as const,
    };
    const code = await perform(['energy', 'report', ...args, '--server', app.url, '--token', TOKENS.edit], io);
    return { code, out: written.join('\n') };
  };
  const stretch = ['--from', hour.from, '--to', hour.to];

  it('tells the figures beside those of the window before, machines, states and peaks, in both languages', async () => {
    const { code, out } = await run(LINE, ...stretch);
    expect([code, out.split('\n')[0]]).toEqual([0, `${LINE}: energy from 2026-01-05T06:00:00+01:00 to 2026-01-05T07:00:00+01:00, measured`]);
    expect(out).toMatch(/\nenergy \[kWh\] +22\.0 +–\n/);
    expect(out).toMatch(/\nCartoner +power +4\.0 +0\.51 +0\.00\n/);
    expect(out).toMatch(/\nCartoner +execute +0\.5 +3\.00 +13\.6 +0\.38\n +starved +0\.5 +1\.00 +4\.5 +0\.13\n/);
    expect(out).toContain('Waiting, asleep and at rest: 1.0 kWh, 4.5 % of the line');
    expect(out).toContain('Nothing was heard of the energy of Blister thermoformer, ');
    expect((await run(LINE, ...stretch, '--lang', 'fr', '--format', 'md')).out).toMatch(/^# osd-1 : énergie du .*, mesurée\n\n## Chiffres\n/);
  });

  it('is the answer of the service as JSON, and all its figures as CSV', async () => {
    expect(LineEnergy.parse(JSON.parse((await run(LINE, ...stretch, '--json')).out))).toEqual(await http.lineEnergy(LINE, hour));
    const rows = (await run(LINE, ...stretch, '--format', 'csv')).out.trimEnd().split('\r\n');
    expect(rows[0]).toBe('section,id,name,carrier,from,from_local,to,to_local,quantity,unit,value');
    for (const section of ['line', 'window-before', 'machine', 'machine-state', 'state', 'waste', 'load', 'tariff-period', 'peak', 'peak-maker', 'bill'])
      expect([section, rows.some((row) => row.startsWith(`${section},`))]).toEqual([section, true]);
  });

  it('of what is neither a line nor a site says so', async () => {
    expect(await run('nowhere')).toMatchObject({ code: 4 });
  });
});
