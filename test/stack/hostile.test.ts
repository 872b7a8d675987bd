import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import mqtt from 'mqtt';
import { TelemetryStatus } from '../../src/contract/telemetry.js';
import { LINE } from '../plant/line.js';
import { ATTACKS } from './hostile.js';
import { findMosquitto, startMosquitto } from './mosquitto.js';
import { endAll, getJson, startService, temporaryFolder, until, type Service } from './service.js';
import { writeSmallSite } from './small-site.js';

jest.setTimeout(240_000);

const binary = findMosquitto();
const MB = 1024 * 1024;
const TOPIC = 'umh/v1/demo/north/packing/pack-1/filler/_energy_v1/AcActivePowerTotal';
const PLANNED_LEAST = ATTACKS.reduce((sum, { deadLetters }) => sum + (deadLetters ?? 0), 0);

afterAll(endAll);

const telemetryOf = async ({ url }: Service) => TelemetryStatus.parse(await getJson(`${url}/api/v1/telemetry`));

async function memoryMb({ url }: Service): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)![1]) / MB;
}

/** Publishes a reading each some milliseconds until it is stopped; gives how many were acknowledged. */
async function goodMachine(url: string): Promise<{ stop(): Promise<number> }> {
  const client = await mqtt.connectAsync(url, { clientId: 'good', protocolVersion: 4 });
  const began = Date.now() - 3600_000;
  let going = true;
  let sent = 0;
  const run = (async () => {
    while (going) {
      await client.publishAsync(TOPIC, JSON.stringify({ timestamp_ms: began + sent, value: sent % 1000 }), { qos: 1 });
      sent += 1;
      await sleep(2);
    }
  })();
  const stop = async () => {
    going = false;
    await Promise.race([run, sleep(10_000)]); // of a broker that is gone no acknowledgement comes
    await client.endAsync(true);
    return sent;
  };
  return { stop };
}

describe.each(['embedded', 'mosquitto'])('hostile messages by way of the broker %s', (kind) => {
  const test = kind === 'mosquitto' && binary === null ? it['skip'] : it;

  test('cost a dead letter or a connection, and nothing else', async () => {
    const { folder, remove } = await temporaryFolder();
    const plants = path.join(folder, 'plants');
    mkdirSync(plants);
    writeFileSync(path.join(plants, 'line.yaml'), LINE);
    writeSmallSite(plants, { mqtt: { dialect: 'sparkplug-b', prefix: 'site/node-1' } });
    const broker = kind === 'mosquitto' ? await startMosquitto(binary!) : null;
    const service = await startService({
      TWIN_PLANTS: plants,
      TWIN_DATA: path.join(folder, 'data'),
      ...(broker && { TWIN_MQTT_URL: broker.url, TWIN_MQTT_DISCOVER: '#' }),
    });
    let good: Awaited<ReturnType<typeof goodMachine>> | null = null;
    try {
      await until(() => telemetryOf(service), ({ broker: { ok } }) => ok, 10_000); // prettier-ignore
      const url = broker?.url ?? service.mqttUrl!;
      const target = { port: Number(new URL(url).port), topic: TOPIC, node: 'site/node-1' };
      good = await goodMachine(url);
      await sleep(1000);
      const beforeMb = await memoryMb(service);
      let mostMb = 0;
      for (const attack of ATTACKS) {
        const { name, deadLetters } = attack;
        const before = (await telemetryOf(service)).counters.deadLettered;
        await attack.carryOut(target);
        if (deadLetters !== null) {
          const { counters } = await until(() => telemetryOf(service), (status) => status.counters.deadLettered >= before + deadLetters, 30_000).catch((error: unknown) => { throw new Error(`${name}: ${String(error)}`); }); // prettier-ignore
          expect([name, counters.deadLettered - before]).toStrictEqual([name, deadLetters]);
        } else await sleep(500);
        mostMb = Math.max(mostMb, await memoryMb(service));
      }
      const sent = await good.stop();
      const { counters } = await until(() => telemetryOf(service), (status) => status.counters.stored >= sent, 20_000); // prettier-ignore
      expect(counters).toMatchObject({ stored: sent, duplicate: 0, inFlight: 0, received: sent + counters.deadLettered });
      expect(counters.deadLettered).toBeGreaterThanOrEqual(PLANNED_LEAST);
      expect(mostMb - beforeMb).toBeLessThan(400);
      process.stdout.write(`${kind}: ${sent} good readings stored beside ${counters.deadLettered} dead letters; memory ${beforeMb.toFixed(0)} MB before, ${mostMb.toFixed(0)} MB at most\n`); // prettier-ignore
      expect(await service.stop()).toBe(0);
    } finally {
      await good?.stop();
      await service.crash();
      await broker?.remove();
      await remove();
    }
  });
});
