import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import mqtt from 'mqtt';
import { openTelemetry } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { Authority, hasOpenssl } from '../certificates.js';
import { testLine } from '../telemetry/lines.js';
import { MemoryHistory } from '../telemetry/memory-history.js';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.js';

Logger.overrideLogger(false);

const binary = findMosquitto();
const suite = binary === null || !hasOpenssl ? describe['skip'] : describe;
const TOPIC = 'umh/v1/e/s/a/line-1/filler/_energy_v1/AcActivePowerTotal';
const T0_MS = Date.UTC(2026, 0, 5, 8);

suite(binary === null || !hasOpenssl ? 'a broker with TLS (skipped: mosquitto or openssl not found)' : 'a broker with TLS', () => {
  let folder: string;
  let ours: Authority;
  let theirs: Authority;
  let broker: Mosquitto;
  let telemetry: Telemetry | null = null;
  const brokers: Mosquitto[] = [];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tls-'));
    ours = new Authority(folder, 'ours');
    theirs = new Authority(folder, 'theirs');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    await telemetry?.onModuleDestroy();
    await telemetry?.beforeApplicationShutdown();
    await telemetry?.onApplicationShutdown();
    telemetry = null;
    for (const each of brokers.splice(0)) await each.remove();
  });

  async function start(server: { cert: string; key: string }, more: string[] = []): Promise<void> {
    broker = await startMosquitto(binary!, ['allow_anonymous true', `cafile ${ours.ca}`, `certfile ${server.cert}`, `keyfile ${server.key}`, ...more]);
    brokers.push(broker);
  }
  async function connect(tls: { caFile?: string; certFile?: string; keyFile?: string }, url = broker.url.replace('mqtt:', 'mqtts:')): Promise<Telemetry> {
    const { caFile, certFile, keyFile } = tls;
    const dataDir = mkdtempSync(path.join(folder, 'data-'));
    telemetry = await openTelemetry({
      config: { dataDir, mqtt: { url, username: undefined, password: undefined, caFile, certFile, keyFile, clientId: 'twin', embeddedPort: 0 }, journalLimitBytes: 1e9 },
      lines: [testLine('line-1')],
      history: new MemoryHistory(),
      clock: { nowUs: () => Date.now() * 1000 },
      onFate: () => undefined,
      onHistoryWrite: () => undefined,
    }); // prettier-ignore
    await telemetry.onApplicationBootstrap();
    return telemetry;
  }
  async function says(running: Telemetry, sentence: string): Promise<void> {
    for (let tries = 0; tries < 400 && !running.status().broker.detail.startsWith(sentence); tries++) await sleep(20);
    expect(running.status().broker).toMatchObject({ ok: sentence.startsWith('connected'), detail: expect.stringMatching(new RegExp(`^${escaped(sentence)}`)) });
  }
  const escaped = (text: string) => text.replace(/[()[\].*+?^$|\\]/g, '\\$&');

  it.each([
    ['that nobody we trust has signed', () => ours.sign('broker'), () => ({ caFile: theirs.ca }), 'the certificate of the broker is signed by nobody we trust (TWIN_MQTT_CA_FILE); trying again'],
    ['that has expired', () => ours.sign('broker', 'IP:127.0.0.1', -1), () => ({ caFile: ours.ca }), 'the certificate of the broker has expired; trying again'],
    ['of another name', () => ours.sign('broker', 'DNS:elsewhere.example'), () => ({ caFile: ours.ca }), 'the certificate of the broker is for another name (TWIN_MQTT_URL)'],
  ])('is not believed with a certificate %s', async (_what, server, tls, sentence) => {
    await start(server());
    await says(await connect(tls()), sentence);
  }); // prettier-ignore

  it('that wants our certificate is told so, and is spoken to once it is there, with nothing lost', async () => {
    await start(ours.sign('broker'), ['require_certificate true']);
    const certFile = path.join(folder, 'twin.pem');
    const keyFile = path.join(folder, 'twin.key');
    const [wrong, right] = [theirs.sign('twin'), ours.sign('twin')];
    copyFileSync(wrong.cert, certFile);
    copyFileSync(wrong.key, keyFile);
    const running = await connect({ caFile: ours.ca, certFile, keyFile });
    await says(running, 'the broker does not accept our client certificate (TWIN_MQTT_CERT_FILE)');
    copyFileSync(right.cert, certFile);
    copyFileSync(right.key, keyFile);
    await says(running, 'connected as twin');
    const { cert, key } = ours.sign('machine');
    const { readFileSync } = await import('node:fs');
    const machine = await mqtt.connectAsync(broker.url.replace('mqtt:', 'mqtts:'), { ca: readFileSync(ours.ca), cert: readFileSync(cert), key: readFileSync(key) });
    await broker.stop();
    await broker.start();
    // This broker keeps no sessions: what is published before we have subscribed again is not ours.
    for (let heard = false, n = 0; !heard && n < 200; n++) {
      const before = running.counters().stored;
      await machine.publishAsync(TOPIC, JSON.stringify({ timestamp_ms: T0_MS - 1000 + n, value: 0 }), { qos: 1 });
      for (let tries = 0; tries < 10 && running.counters().stored === before; tries++) await sleep(20);
      heard = running.counters().stored > before;
    }
    await sleep(300);
    const before = running.counters().stored;
    await Promise.all(Array.from({ length: 50 }, (_, n) => machine.publishAsync(TOPIC, JSON.stringify({ timestamp_ms: T0_MS + n, value: n }), { qos: 1 })));
    for (let tries = 0; tries < 500 && running.counters().stored < before + 50; tries++) await sleep(20);
    await machine.endAsync(true);
    expect(running.counters()).toMatchObject({ stored: before + 50, deadLettered: 0 });
  }, 30_000); // prettier-ignore

  it('that wants a certificate of us where we have none says so', async () => {
    await start(ours.sign('broker'), ['require_certificate true']);
    await says(await connect({ caFile: ours.ca }), 'the broker asks for a client certificate (TWIN_MQTT_CERT_FILE, TWIN_MQTT_KEY_FILE)');
  });

  it('is said to want TLS, or to have none, where we try it the other way', async () => {
    await start(ours.sign('broker'));
    await says(await connect({}, broker.url), 'the broker closed the connection before it answered (TWIN_MQTT_URL: mqtts:// where it asks for TLS)');
    await telemetry!.onModuleDestroy();
    await telemetry!.beforeApplicationShutdown();
    await telemetry!.onApplicationShutdown();
    broker = await startMosquitto(binary!);
    brokers.push(broker);
    await says(await connect({ caFile: ours.ca }), 'the broker closed the connection before it answered (TWIN_MQTT_URL: mqtts:// needs a port with TLS)');
  }, 20_000);

  it('is not tried with files that are none, or no pair', async () => {
    await start(ours.sign('broker'));
    const [one, other] = [ours.sign('one'), ours.sign('other')];
    await expect(connect({ caFile: path.join(folder, 'none.pem') })).rejects.toThrow(/^TWIN_MQTT_CA_FILE: cannot read .*none\.pem/);
    await expect(connect({ certFile: one.key, keyFile: one.key })).rejects.toThrow(/^TWIN_MQTT_CERT_FILE: .* cannot be used/);
    await expect(connect({ certFile: one.cert })).rejects.toThrow('TWIN_MQTT_CERT_FILE is set, and TWIN_MQTT_KEY_FILE is not: a certificate needs its key');
    await expect(connect({ certFile: one.cert, keyFile: other.key })).rejects.toThrow(/^TWIN_MQTT_CERT_FILE and TWIN_MQTT_KEY_FILE do not belong together/);
  });
});
