import { jest } from '@jest/globals';
import { CommissioningReport } from '../../src/contract/commissioning.js';
import { ReplayAnswer } from '../../src/contract/dead-letter-replay.js';
import { DeadLetterPage } from '../../src/contract/telemetry.js';
import { startApp, type TestApp } from '../app.js';
import { RawClient } from '../telemetry/raw-publisher.js';
import { twin } from './twin.js';

jest.setTimeout(60_000);

const CARTONER = 'umh/v1/demo/valclair/solids/osd-1/cartoner';
const now = () => JSON.stringify({ timestamp_ms: Date.now(), value: 6 });

/** The clock of the service stands a while ahead once all was heard. */
const clock = { aheadUs: 0, nowUs: () => Date.now() * 1000 + clock.aheadUs };

let service: TestApp;
let justStarted: CommissioningReport;
const run = (...args: string[]) => twin([...args, '--server', service.url]);
const get = async (path: string) => (await fetch(`${service.url}/api/v1${path}`)).json();
const post = (body: object) =>
  fetch(`${service.url}/api/v1/dead-letters/replay`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

beforeAll(async () => {
  service = await startApp({}, clock);
  const machine = await RawClient.connect(Number(new URL(service.mqtt).port), 'machine');
  for (const [at, [topic, payload]] of [
    [`${CARTONER}/_packml_v1/Status/StateCurrent`, now()],
    [`${CARTONER}/_packml_v1/Status/StateCurrent`, 'no reading'],
    [`${CARTONER}/Line_Power_W`, now()],
    ['factory/boiler/temp', '\u0001\u0002'],
    ['spBv1.0/plant/NDATA/gateway', ''],
  ].entries())
    machine.publish(topic!, payload!, at + 1);
  await machine.until(() => machine.acknowledged().length === 5);
  while (DeadLetterPage.parse(await get('/dead-letters')).items.length < 4);
  justStarted = CommissioningReport.parse(await get('/commissioning'));
  clock.aheadUs = 61e6;
});
afterAll(() => service?.close());

describe('commissioning over HTTP', () => {
  it('tells what is heard and not mapped, silent and wrong', async () => {
    const report = CommissioningReport.parse(await get('/commissioning'));
    expect(report).toMatchObject({ seesAll: true, discovery: null, nodes: [{ node: 'plant/gateway', messages: 1 }] });
    expect(report.unmapped.map(({ topic }) => topic).sort()).toStrictEqual(['factory/boiler/temp', `${CARTONER}/Line_Power_W`]);
    expect(report.unmapped.find(({ line }) => line === 'osd-1')).toMatchObject({
      suggestion: { unit: 'cartoner', yaml: expect.stringContaining('# osd-1.yaml') },
    });
    expect(report.silent.map(({ unit }) => unit)).toContain('press');
    expect(justStarted.silent).toEqual([]);
    expect(report.sources.find(({ unit, line }) => unit === 'cartoner' && line === 'osd-1')).toMatchObject({ readings: 1, outOfOrder: 0 });
    expect(report.errors).toMatchObject([{ topic: `${CARTONER}/_packml_v1/Status/StateCurrent`, line: 'osd-1', errors: 1 }]);
  });

  it('lists dead letters by line, topic and reason', async () => {
    const topics = async (search: string) => DeadLetterPage.parse(await get(`/dead-letters?${search}`)).items.map(({ topic }) => topic);
    expect(await topics('line=osd-1&reason=unknown-topic')).toStrictEqual([`${CARTONER}/Line_Power_W`]);
    expect(await topics('topic=factory/%23')).toStrictEqual(['factory/boiler/temp']);
    expect(await topics('replayed=true')).toStrictEqual([]);
    expect(await get('/dead-letters?reason=bad')).toMatchObject({ status: 422, issues: [{ pointer: '/reason' }] });
    expect(await get('/dead-letters/none')).toMatchObject({ status: 404 });
  });

  it('replays nothing that cannot be read now, and refuses a request that is wrong with its place', async () => {
    const answer = await post({ line: 'osd-1' });
    expect([answer.status, ReplayAnswer.parse(await answer.json())]).toMatchObject([200, { dryRun: true, letters: { stored: 0, refused: 2 } }]);
    const wrong = await post({ topic: 'a/#/b', dryrun: false });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { issues: [{ pointer: '/topic' }, { pointer: expect.stringMatching(/^(\/dryrun)?$/) }] }]);
  });
});

describe('twin commissioning and twin dead-letter', () => {
  it('show what is not mapped with what to write', async () => {
    const { code, out } = await run('commissioning', '--only', 'unmapped');
    expect([code, out]).toStrictEqual([0, expect.stringContaining('id: cartoner')]);
    expect(out).toContain('Heard and not mapped (2)');
    expect((await run('commissioning', '--only', 'sources')).out).toMatch(/^Sources \(1\)\n.*\nosd-1\/cartoner /);
    const french = await run('commissioning', '--lang', 'fr');
    expect([french.code, french.out]).toStrictEqual([0, expect.stringContaining('Entendu et non affecté (2)')]);
  });

  it('list, show in hexadecimal what is no text, and replay', async () => {
    const listed = await run('dead-letter', 'list', '--topic', 'factory/#', '--json');
    const { id } = JSON.parse(listed.out) as { id: string };
    expect((await run('dead-letter', 'show', id)).out).toContain('00000000  01 02');
    expect(await run('dead-letter', 'show', 'none')).toMatchObject({ code: 4 });
    expect(await run('dead-letter', 'replay', '--yes', '--reason', 'unknown-topic')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Stored 0 readings of 0 dead letters; 3 cannot be read now either.'),
    });
    expect((await run('dead-letter', 'replay', '--lang', 'fr')).out).toContain('Enregistrerait 0 mesures de 0 messages rejetés ; ');
    expect(await run('dead-letter', 'list', '--limit', '0')).toMatchObject({ code: 2 });
  });
});

describe('twin doctor, with a service', () => {
  it('warns of what is not mapped, silent, wrong and dead, each with what to do', async () => {
    const { out } = await twin(['doctor', '--json', '--server', service.url], {
      env: { TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_DATA: service.config.dataDir },
    });
    const findings = out.trim().split('\n').map((line) => JSON.parse(line) as { check: string; status: string; todo: string | null }); // prettier-ignore
    const warned = findings.filter(({ status }) => status === 'warn').map(({ check }) => check);
    expect(warned).toEqual(expect.arrayContaining(['dead letters', 'unmapped topics', 'silent topics', 'errors of topics']));
    expect(findings.filter(({ status }) => status === 'ok').map(({ check }) => check)).toEqual(expect.arrayContaining(['messages', 'journal', 'clock of the service'])); // prettier-ignore
    for (const { status, todo } of findings) expect(todo === null).toBe(status === 'ok');
  });

  it('speaks French where it is asked to, and to programs always the same', async () => {
    const env = { TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_DATA: service.config.dataDir };
    const { out } = await twin(['doctor', '--lang', 'fr', '--server', service.url], { env });
    expect(out).toContain('ok     horloge : le service : comme la nôtre\n');
    expect(out).toContain('alerte messages rejetés : 4 n’ont pu être utilisés\n       twin dead-letter list dit pourquoi ; ');
    const english = await twin(['doctor', '--json', '--lang', 'fr', '--server', service.url], { env });
    expect(english.out).toContain('"check":"dead letters"');
  });

  it('fails where none answers', async () => {
    const { code, out } = await twin(['doctor', '--url', 'http://127.0.0.1:9'], { env: { TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0' } });
    expect([code, out]).toStrictEqual([expect.any(Number), expect.stringContaining('FAIL  service: http://127.0.0.1:9')]);
    expect(code).not.toBe(0);
  });
});
