import { jest } from '@jest/globals';
import { connectAsync } from 'mqtt';
import { CommissioningReport } from '../../src/contract/commissioning.js';
import { TelemetryStatus } from '../../src/contract/telemetry.js';
import { startApp, testConfig } from '../app.js';
import { twin } from '../cli/twin.js';
import { findInfluxd, startInfluxd } from './influxd.js';
import { findMosquitto, startMosquitto } from './mosquitto.js';

jest.setTimeout(60_000);

const mosquitto = findMosquitto();
const influxd = findInfluxd();
const quiet = { TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0' };

async function doctor(env: Record<string, string>, ...args: string[]): Promise<Map<string, { status: string; detail: string }>> {
  const { out } = await twin(['doctor', '--json', ...args], { env: { ...quiet, ...env } });
  const findings = out.trim().split('\n').map((line) => JSON.parse(line) as { check: string; status: string; detail: string }); // prettier-ignore
  return new Map(findings.map((finding) => [finding.check, finding]));
}

(mosquitto ? describe : describe.skip)(mosquitto ? 'mosquitto' : 'mosquitto: there is none on this machine', () => {
  it('is looked at where somebody asks for it, and what is only looked at is not received', async () => {
    const broker = await startMosquitto(mosquitto!);
    const { mqtt } = testConfig('unused');
    const app = await startApp({ mqtt: { ...mqtt, url: broker.url }, discover: ['factory/#'] });
    try {
      const report = async () => CommissioningReport.parse(await (await fetch(`${app.url}/api/v1/commissioning`)).json());
      while (!(await report()).discovery?.connected) await new Promise(setImmediate);
      const machine = await connectAsync(broker.url);
      await machine.publishAsync('factory/filler/power', '{"timestamp_ms":1767600000000,"value":2}', { qos: 1 });
      await machine.publishAsync('other/filler/power', '1', { qos: 1 });
      await machine.endAsync();
      while ((await report()).unmapped.length === 0) await new Promise(setImmediate);
      expect(await report()).toMatchObject({
        seesAll: false,
        discovery: { filters: ['factory/#'], skipped: 0 },
        unmapped: [{ topic: 'factory/filler/power', messages: 1 }],
      });
      const { counters } = TelemetryStatus.parse(await (await fetch(`${app.url}/api/v1/telemetry`)).json());
      expect(counters).toMatchObject({ received: 0 });
    } finally {
      await app.close();
      await broker.remove();
    }
  });

  it.each([
    ['keeps all', [], 'ok'],
    ['keeps no more than a thousand', ['max_queued_messages 1000'], 'warn'],
  ])('that %s while we are away is found out by a probe', async (_, settings, status) => {
    const broker = await startMosquitto(mosquitto!, ['allow_anonymous true', ...settings]);
    try {
      const found = await doctor({ TWIN_MQTT_URL: broker.url }, '--probe');
      expect(found.get('broker')).toMatchObject({ status: 'ok', detail: expect.stringContaining('mosquitto version') });
      expect(found.get('broker queue')).toMatchObject({ status });
      const again = await doctor({ TWIN_MQTT_URL: broker.url });
      expect(again.get('broker losses')).toMatchObject({ status: expect.stringMatching(/^(ok|warn)$/) });
      expect(again.has('broker queue')).toBe(false);
    } finally {
      await broker.remove();
    }
  });

  it('that knows nobody of our name is a failure with what to do', async () => {
    const broker = await startMosquitto(mosquitto!, ['allow_anonymous false']);
    try {
      expect((await doctor({ TWIN_MQTT_URL: broker.url })).get('broker')).toMatchObject({ status: 'fail' });
    } finally {
      await broker.remove();
    }
  });
});

(influxd ? describe : describe.skip)(influxd ? 'InfluxDB' : 'InfluxDB: there is none on this machine', () => {
  it('is examined: version, database, retention, clock', async () => {
    const influx = await startInfluxd(influxd!);
    const env = { TWIN_INFLUX_URL: influx.url, TWIN_INFLUX_DATABASE: 'plant' };
    const query = (q: string) => fetch(`${influx.url}/query?${new URLSearchParams({ q }).toString()}`, { method: 'POST' });
    try {
      const missing = await doctor(env);
      expect(missing.get('history')).toMatchObject({ status: 'ok', detail: expect.stringMatching(/^InfluxDB \S*1\./) });
      expect(missing.get('history database')).toMatchObject({ status: 'ok', detail: 'plant is not there yet: the service makes it' });
      expect(missing.get('clock of InfluxDB')).toMatchObject({ status: 'ok' });
      await query('CREATE DATABASE plant');
      expect((await doctor(env)).get('history retention')).toMatchObject({ status: 'ok' });
      await query('CREATE DATABASE short WITH DURATION 7d NAME week');
      const short = await doctor({ ...env, TWIN_INFLUX_DATABASE: 'short' });
      expect(short.get('history database')).toMatchObject({ status: 'ok', detail: 'short is there' });
      expect(short.get('history retention')).toMatchObject({ status: 'warn', detail: expect.stringContaining('168h') });
    } finally {
      await influx.remove();
    }
  });
});
