import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TwinHttp } from '../../client/http.js';
import type { StopStatementsDocument } from '../../src/contract/stop-statement.js';
import { startApp, type TestApp } from '../app.js';
import { inProcess } from '../cli/in-process.js';
import { broken } from '../plant/line.js';

jest.setTimeout(60_000);

const PLANT = broken(
  'tariff:',
  `microStop: 5 min
reasons:
  - { code: 65, name: { en: Jam, fr: Bourrage } }
  - { code: 901, name: { en: No operator, fr: Pas d’opérateur } }
  - { from: 950, to: 959, name: { en: Utilities, fr: Utilités } }
tariff:`,
);
const TOKENS = `chief chief-token-0123456789 read edit
guest guest-token-0123456789 read`;
/** Monday 2026-01-05, 8 o'clock at the site. */
const EIGHT_US = Date.UTC(2026, 0, 5, 7) * 1000;
const at = (s: number) => EIGHT_US + s * 1e6;
const wall = { us: at(3600) };

let folder: string;
let service: TestApp;
const client = (name: string) => new TwinHttp({ url: service.url, token: `${name}-token-0123456789` });
const HOUR = { from: new Date(at(0) / 1000).toISOString(), to: 'now' };
const say = (...statements: StopStatementsDocument['statements']) => client('chief').sayOfStops('pack-1', { statements });
const stops = async (stretch = HOUR) =>
  (await client('chief').stops('pack-1', stretch)).items
    .reverse()
    .map(({ fromUs, toUs, reason, said }) => [(fromUs - at(0)) / 1e6, toUs && (toUs - at(0)) / 1e6, reason, said?.who ?? null]);
const start = () => startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(folder, 'line.yaml')], tokens: TOKENS }, { nowUs: () => wall.us });

/** The packer runs, but for 100 s from 600 s on, 400 s from 1,000 s on, and from 3,000 s on. */
const TOLD = [[0, 'Execute'], [600, 'Held'], [700, 'Execute'], [1000, 'Held'], [1400, 'Execute'], [3000, 'Aborted']] as const; // prettier-ignore

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twin-stops-'));
  await writeFile(path.join(folder, 'line.yaml'), PLANT);
  service = await start();
  const changes = TOLD.map(([s, value]) => ({ s, value: value }));
  const heard = Array.from({ length: 3600 / 60 }, (_, i) => ({ s: 60 * i, value: TOLD.findLast(([s]) => s <= 60 * i)![1] }));
  const readings = [...changes, ...heard]
    .sort((a, b) => a.s - b.s)
    .map(({ s, value }) => ({ unit: 'packer', signal: 'state', value, measuredAtUs: at(s) }) as const);
  await client('chief').postReadings('pack-1', readings);
  for (let told = 0; told < 3; told = (await stops()).length) await setImmediate();
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what people say of stops', () => {
  it('is kept with who said it, and told with the stops: reasons, parts, mergers, and what is taken back', async () => {
    expect(await stops()).toEqual([[600, 700, null, null], [1000, 1400, null, null], [3000, null, null, null]]); // prettier-ignore
    const unit = 'packer';
    const { items } = await say(
      { what: 'assign', unit, fromUs: at(1000), toUs: at(1100), reason: 65, comment: 'by hand' },
      { what: 'assign', unit, fromUs: at(1100), toUs: at(1400), reason: 955 },
      { what: 'assign', unit, fromUs: at(3000), toUs: null, reason: 901 },
    );
    expect(items).toMatchObject([
      { seq: 1, what: 'assign', who: 'chief', recordedAtUs: at(3600), comment: 'by hand' },
      { seq: 2, comment: null },
      { seq: 3, toUs: null },
    ]);
    expect(await stops()).toEqual([[600, 700, null, null], [1000, 1100, 65, 'chief'], [1100, 1400, 955, 'chief'], [3000, null, 901, 'chief']]); // prettier-ignore
    await say({ what: 'withdraw', of: 1 }, { what: 'withdraw', of: 2 }, { what: 'merge', unit, fromUs: at(600), toUs: at(1400) });
    expect(await stops()).toEqual([[600, 1400, null, null], [3000, null, 901, 'chief']]); // prettier-ignore
    const { mttr, mtbf } = await client('chief').machine('pack-1', unit, HOUR);
    expect([mttr.n, mttr.mean, mtbf.n]).toEqual([1, 500, 2]);
  });

  it('holds of a stop that goes on, in a window that begins later too, until it ends', async () => {
    expect(await stops({ from: new Date(at(3300) / 1000).toISOString(), to: 'now' })).toEqual([[3300, null, 901, 'chief']]);
  });

  it('outlives the process, and the database refuses to change it', async () => {
    await service.close();
    service = await start();
    expect((await stops()).at(-1)).toEqual([3000, null, 901, 'chief']);
    const page = await client('chief').stopStatements('pack-1', { limit: 2 });
    expect([page.items.map(({ seq, what }) => [seq, what]), page.next]).toEqual([[[6, 'merge'], [5, 'withdraw']], '5']); // prettier-ignore
    expect((await client('guest').stopStatements('pack-1', { cursor: page.next! })).items.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
    await expect(service.app.get(DataSource).query("UPDATE stop_statement SET who = 'nobody'")).rejects.toThrow('only added to');
  });

  it('is said and listed by command, in the time of the site', async () => {
    const command = (...argv: string[]) => inProcess(argv, { PHARMATWIN_SERVER: service.url, PHARMATWIN_TOKEN: 'chief-token-0123456789' });
    const named = ['stops', 'assign', 'pack-1', 'packer', '--at', '2026-01-05T08:10:00+01:00', '--reason', '65'];
    const said = await command(...named, '--comment', 'carton jam');
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('7    2026-01-05T09:00:00+01:00  chief') as string });
    expect((await command('stops', 'list', 'pack-1', '--from', HOUR.from, '--lang', 'fr')).out.split('\n')).toEqual([
      'début                      machine       durée  nature                  cause                dit par',
      '2026-01-05T08:50:00+01:00  Encaisseuse  10 min  panne, en cours         901 Pas d’opérateur  chief',
      '2026-01-05T08:10:00+01:00  Encaisseuse   8 min  panne, 2 arrêts réunis  65 Bourrage          chief: carton jam',
      '',
    ]);
    expect(await command('stops', 'withdraw', 'pack-1', '7')).toMatchObject({ code: 0, out: expect.stringContaining('no. 7 no longer holds') as string });
    expect(await command(...named.slice(0, 4), '--at', '2026-01-05T08:15:00', '--reason', '65')).toMatchObject({ code: 2, err: expect.stringMatching(/^--at .*with a zone/) as string }); // prettier-ignore
    expect(await command(...named.slice(0, 4), '--at', '2026-01-05T08:30:00+01:00', '--reason', '65')).toMatchObject({ code: 4 });
    expect(await command(...named.slice(0, 6), '--reason', '7')).toMatchObject({ code: 3, err: '/statements/0/reason the plant file names no reason 7\n' });
  });

  it('is refused as a whole, with a pointer and a sentence for each statement that cannot be', async () => {
    const unit = 'packer';
    const ok = { what: 'assign', unit, fromUs: at(600), toUs: at(700), reason: 65 } as const;
    const refused = async (...statements: StopStatementsDocument['statements']) => {
      const failure = (await say(ok, ...statements).catch((error: unknown) => error)) as { status: number; issues: { pointer: string; detail: string }[] };
      expect([failure.status, (await stops())[0]]).toEqual([422, [600, 1400, null, null]]);
      return failure.issues.map(({ pointer, detail }) => `${pointer}: ${detail}`);
    };
    expect(await refused({ ...ok, unit: 'mixer', reason: 7 }, { ...ok, toUs: at(9000) }, { ...ok, fromUs: at(700) })).toEqual([
      '/statements/1/unit: line pack-1 has no machine mixer',
      '/statements/1/reason: the plant file names no reason 7',
      '/statements/2/toUs: must be at most now of the line; null tells of a stop that goes on',
      '/statements/3/fromUs: must be before toUs',
    ]);
    expect(await refused({ ...ok, fromUs: at(1500), toUs: at(1600) }, { what: 'merge', unit, fromUs: at(1000), toUs: at(1400) })).toEqual([
      '/statements/1: packer had no stop in this time',
      '/statements/2: packer had one stop in this time: there is nothing to merge',
    ]);
    expect(await refused({ ...ok, toUs: null })).toEqual(['/statements/1: packer has no stop that stood at fromUs and still goes on: give toUs']);
    expect(await refused({ ...ok, fromUs: at(-8 * 86_400) })).toEqual(['/statements: must all lie within 7 days']);
    expect(await refused({ what: 'withdraw', of: 1 }, { what: 'withdraw', of: 3 }, { what: 'withdraw', of: 3 }, { what: 'withdraw', of: 99 })).toEqual([
      '/statements/1/of: there is no such statement that holds',
      '/statements/3/of: there is no such statement that holds',
      '/statements/4/of: there is no such statement that holds',
    ]);
    await expect(client('guest').sayOfStops('pack-1', { statements: [ok] })).rejects.toMatchObject({ status: 403 });
    await expect(client('chief').sayOfStops('pack-1', { statements: [] })).rejects.toMatchObject({ status: 422, issues: [{ pointer: '/statements' }] });
    await expect(client('chief').stopStatements('pack-9')).rejects.toMatchObject({ status: 404 });
  });
});
