import { setImmediate } from 'node:timers/promises';
import { DeadLetterPage, LatestValue, TelemetryStatus } from '../../src/contract/telemetry.js';
import { startApp, type TestApp } from '../app.js';
import { RawClient } from './raw-publisher.js';

const STATE = 'umh/v1/demo/valclair/solids/osd-1/cartoner/_packml_v1/Status/StateCurrent';

describe('telemetry of the running service', () => {
  let app: TestApp;
  let machine: RawClient;
  beforeAll(async () => {
    app = await startApp();
    machine = await RawClient.connect(Number(new URL(app.mqtt).port), 'machine');
    machine.publish(STATE, JSON.stringify({ timestamp_ms: Date.now(), value: 6 }), 1);
    for (const id of [2, 3, 4]) machine.publish(STATE, `${id}, no reading`, id);
    await machine.until(() => machine.acknowledged().length === 4);
  }, 60_000);
  afterAll(() => app.close());

  const get = (path: string) => fetch(`${app.url}${path}`);
  const getJson = async (path: string) => (await get(path)).json();
  async function status(satisfied: (status: TelemetryStatus) => boolean): Promise<TelemetryStatus> {
    for (;;) {
      const answer = TelemetryStatus.parse(await getJson('/api/v1/telemetry'));
      if (satisfied(answer)) return answer;
      await setImmediate();
    }
  }

  it('tells counters, broker, journal and history', async () => {
    const { counters, broker, journal, history } = await status(({ history: { lagS }, deadLetters }) => lagS === 0 && deadLetters === 3);
    expect(counters).toStrictEqual({ received: 4, stored: 1, duplicate: 0, deadLettered: 3, inFlight: 0 });
    expect(broker).toStrictEqual({ ok: true, detail: 'clients connected: 1', mode: 'embedded', address: app.mqtt });
    expect(journal).toMatchObject({ ok: true, limitBytes: app.config.journalLimitBytes });
    expect(history).toMatchObject({ ok: true });
  });

  it('gives the newest values of a line, and a problem for a line that is not there', async () => {
    const { items } = (await getJson('/api/v1/lines/osd-1/latest')) as { items: unknown[] };
    expect(items.map((item) => LatestValue.parse(item))).toMatchObject([{ unit: 'cartoner', signal: 'state', value: 'Execute', quality: 'good' }]);
    const missing = await get('/api/v1/lines/nowhere/latest');
    expect([missing.status, missing.headers.get('content-type')]).toStrictEqual([404, expect.stringContaining('application/problem+json')]);
  });

  it('lists dead letters page by page', async () => {
    const first = DeadLetterPage.parse(await getJson('/api/v1/dead-letters?limit=2'));
    const second = DeadLetterPage.parse(await getJson(`/api/v1/dead-letters?limit=2&cursor=${first.next}`));
    expect([...first.items, ...second.items].map(({ payloadBase64 }) => atob(payloadBase64))).toStrictEqual([
      '4, no reading',
      '3, no reading',
      '2, no reading',
    ]);
    for (const [limit, detail] of [
      ['-1', 'must be at least 1, found -1'],
      ['501', 'must be at most 500, found 501'],
      ['all', 'expected a number, found "all"'],
    ])
      // prettier-ignore
      expect(await getJson(`/api/v1/dead-letters?limit=${limit}`)).toMatchObject({ status: 422, issues: [{ pointer: '/limit', detail }] });
  });

  it('shows the counting invariant and its parts to Prometheus', async () => {
    const metrics = await (await get('/metrics')).text();
    for (const line of [
      'twin_ingest_readings_total{result="received"} 4',
      'twin_ingest_readings_total{result="stored"} 1',
      'twin_ingest_readings_total{result="duplicate"} 0',
      'twin_ingest_readings_total{result="dead-lettered"} 3',
      'twin_ingest_in_flight 0',
      'twin_mqtt_messages_total{line="osd-1",result="stored"} 1',
      'twin_mqtt_messages_total{line="osd-1",result="dead-lettered"} 3',
      'twin_broker_connected 1',
    ])
      expect(metrics).toContain(line);
  });

  it('is part of readiness', async () => {
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toMatchObject([200, { parts: { broker: { ok: true }, journal: { ok: true }, history: { ok: true } } }]);
  });
});
