import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { LineLosses } from '../../src/contract/losses.js';
import { connectAsync } from 'mqtt';
import { Run, RunPage } from '../../src/contract/run.js';
import { startApp, type TestApp } from '../app.js';
import { repositoryRoot } from '../shared.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const SCENARIO = `line: osd-1
question: Is the cartoner worth speeding up?
start: { from: empty }
horizon: 2 h
replications: 10
variants:
  - id: faster-cartoner
    changes: [{ kind: rate, unit: cartoner, factor: 1.1 }]
`;
const plant = path.join(repositoryRoot, 'plants', 'osd-1.yaml');

let service: TestApp;
let cwd: string;
const run = (...args: string[]) => twin([...args, '--server', service.url], { cwd });
const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8');

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-cli-'));
  writeFileSync(path.join(cwd, 'scenario.yaml'), SCENARIO);
  service = await startApp();
});
afterAll(async () => {
  await service?.close();
  rmSync(cwd, { recursive: true });
});

describe('twin, with a service', () => {
  it('runs a scenario and writes the bytes that the service keeps; simulated here it gives the same', async () => {
    const there = await run('run', 'scenario.yaml', '--out', 'there');
    expect(there).toMatchObject({ code: 0 });
    const here = await twin(['run', 'scenario.yaml', '--plant', plant, '--out', 'here'], { cwd });
    expect(here).toMatchObject({ code: 0, out: there.out });
    expect(read('here/result.json')).toBe(read('there/result.json'));
    expect(JSON.parse(read('there/manifest.json'))).toMatchObject({ server: service.url, run: expect.any(String) as string });
  });

  it('compares runs by their ids', async () => {
    const { items } = RunPage.parse(await (await fetch(`${service.url}/api/v1/runs`)).json());
    const { code, out } = await run('compare', Run.parse(items[0]).id);
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^KPI +baseline +faster-cartoner /)]);
    expect(await run('compare', '00000000-0000-4000-8000-000000000000')).toMatchObject({ code: 4 });
  });

  it('asks the service of the environment, else the one of the settings, also in .env', async () => {
    const here = path.join(cwd, 'here-settings');
    mkdirSync(here);
    const { port } = new URL(service.url);
    writeFileSync(path.join(here, '.env'), `TWIN_PORT=${port}\n`);
    const list = async (env: Record<string, string>) => (await twin(['line', 'list'], { cwd: here, env })).code;
    expect([await list({}), await list({ TWIN_PORT: '1' }), await list({ TWIN_PORT: '1', PHARMATWIN_SERVER: service.url })]).toEqual([0, 6, 0]);
  });

  it('passes on what the service refuses', async () => {
    writeFileSync(path.join(cwd, 'wrong.yaml'), SCENARIO.replace('unit: cartoner', 'unit: robot'));
    expect(await run('run', 'wrong.yaml')).toEqual({
      code: 3,
      out: '',
      err: 'wrong.yaml:8:35 /variants/0/changes/0/unit the line has no unit "robot"; expected one of press, blister, cartoner, checkweigher, case-packer, palletizer\n',
    });
  });

  it('lists and shows lines', async () => {
    const list = await run('line', 'ls');
    expect(list.code).toBe(0);
    expect(list.out.split('\n').map((line) => line.split(' ')[0])).toEqual(['line', 'osd-1', 'press-replay', '']);
    const shown = await run('line', 'show', 'osd-1', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ line: 'osd-1', order: ['press', 'blister', 'cartoner', 'checkweigher', 'case-packer', 'palletizer'] });
    expect(await run('line', 'show', 'osd-9')).toEqual({ code: 4, out: '', err: 'there is no line osd-9\n' });
  });

  it('tells the losses of a line, or why it cannot', async () => {
    const told = await run('line', 'losses', 'osd-1', '--from', 'now-2h', '--json');
    expect(told.code).toBe(0);
    expect(LineLosses.parse(JSON.parse(told.out))).toMatchObject({ line: 'osd-1', bottleneck: null, waterfall: null }); // nothing was heard
    expect((await run('line', 'losses', 'osd-1', '--from', 'now-2h')).out).toMatch(/^osd-1, .*\n\nNothing was heard of this time\n$/);
    expect(await run('line', 'losses', 'osd-1', '--from', 'now', '--to', 'now-1h')).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('/from must be before to'),
    });
    expect(await run('line', 'losses', 'osd-9')).toEqual({ code: 4, out: '', err: 'there is no line osd-9\n' });
  });

  it('follows a line until it is interrupted', async () => {
    const child = spawn(process.execPath, [path.join(repositoryRoot, 'dist/src/cli.js'), 'line', 'watch', 'osd-1', '--server', service.url]);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^line +name +data /);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await run('line', 'watch', 'osd-9')).toMatchObject({ code: 4 });
  });

  const OF = ['--line', 'osd-1'];
  it('shows alarms, and does what a person asks about them', async () => {
    const machine = await connectAsync(service.mqtt);
    const say = (tag: string, value: number, atMs: number) =>
      machine.publishAsync(`umh/v1/demo/valclair/solids/osd-1/press/_process_v1/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
    const nowMs = Date.now();
    expect(await run('alarm', 'list', ...OF)).toMatchObject({ code: 0, out: 'Nothing: every alarm is normal\n' });
    await say('MainCompForce', 12, nowMs - 20_000);
    await say('MainCompForce', 11, nowMs - 5_000);
    await machine.endAsync();
    const list = await run('alarm', 'list', ...OF, '--lang', 'fr');
    expect(list.out).toMatch(
      /^alarme +équipement +priorité .*\npress\.force-high +Comprimeuse +urgente +non acquittée +\S+T\S+\+0[12]:00 +11 +Force de compression trop haute +Arrêter/,
    );
    expect(await run('alarm', 'ack', ...OF, 'press.force-high', '--why', 'checked')).toMatchObject({ code: 0, err: '' });
    const shelved = await run('alarm', 'shelve', ...OF, 'press.force-high', '--for', '2 h', '--why', 'sensor', '--json');
    expect(JSON.parse(shelved.out)).toMatchObject({ state: 'shelved', shelved: { who: 'anonymous', why: 'sensor' } });
    expect((await run('alarm', 'unshelve', ...OF, 'press.force-high')).out).toContain('unacknowledged');
    const history = await run('alarm', 'history', ...OF, '--json');
    const events = history.out
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as { event: string; who: string | null; why: string | null });
    expect(events.map(({ event, who, why }) => [event, who, why])).toEqual([
      ['unshelved', 'anonymous', null],
      ['shelved', 'anonymous', 'sensor'],
      ['acknowledged', 'anonymous', 'checked'],
      ['raised', null, null],
    ]);
    expect(await run('alarm', 'unshelve', ...OF, 'press.force-high')).toEqual({ code: 1, out: '', err: 'press.force-high: it is not shelved\n' });
    expect(await run('alarm', 'shelve', ...OF, 'press.force-high', '--for', 'long', '--why', 'x')).toMatchObject({ code: 3 });
    expect(await run('alarm', 'ack', ...OF, 'press.nothing')).toMatchObject({ code: 4 });
  });

  it('tells the versions of both', async () => {
    const { code, out } = await run('info');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^pharmatwin \d.*\nhttp:.*: pharmatwin \d.*\n {2}osd-1 {2}[0-9a-f]{12}\n {2}press-replay {2}[0-9a-f]{12}\n(.*\n)* {2}valclair-tablets {2}[0-9a-f]{12}\n$/,
    );
  });
});
