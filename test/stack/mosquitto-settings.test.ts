import { readFileSync } from 'node:fs';
import path from 'node:path';
import mqtt from 'mqtt';
import { repositoryRoot } from '../shared.js';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.js';

const binary = findMosquitto();
const suite = binary === null ? describe['skip'] : describe;
const MESSAGES = 3000; // three times what mosquitto keeps by default
const SESSION = { clientId: 'pharmatwin', clean: false, reconnectPeriod: 0 };

/** The settings that we ship; port and folder are the test's. */
const shipped = readFileSync(path.join(repositoryRoot, 'deploy/mosquitto.conf'), 'utf8')
  .split('\n')
  .filter((line) => /^[a-z]/.test(line) && !/^(listener|persistence_location|log_)/.test(line));

suite(binary === null ? 'mosquitto with deploy/mosquitto.conf (skipped: mosquitto not found)' : 'mosquitto with deploy/mosquitto.conf', () => {
  let broker: Mosquitto | null = null;
  afterEach(async () => {
    await broker?.remove();
    broker = null;
  });

  /** How many of the messages arrive that were published while the one who subscribed was away. */
  async function kept(settings: readonly string[]): Promise<number> {
    broker = await startMosquitto(binary!, settings);
    const before = await mqtt.connectAsync(broker.url, SESSION);
    await before.subscribeAsync('plant/#', { qos: 1 });
    await before.endAsync();
    const machine = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0 });
    await Promise.all(Array.from({ length: MESSAGES }, (_, i) => machine.publishAsync('plant/a', String(i), { qos: 1 })));
    const after = mqtt.connect(broker.url, SESSION);
    const heard = new Set<string>();
    await new Promise<void>((resolve) => {
      after.on('message', (topic, payload) => {
        if (topic === 'plant/a') heard.add(payload.toString());
        else resolve(); // what was published after all of them
      });
      after.once('connect', () => void machine.publishAsync('plant/end', '', { qos: 1 }));
    });
    await machine.endAsync();
    await after.endAsync(true);
    return heard.size;
  }

  it('keeps every message while the service is away', async () => {
    expect(await kept(shipped)).toBe(MESSAGES);
  }, 30_000);

  it('drops messages silently with the defaults: that is what the settings are for', async () => {
    expect(await kept(['allow_anonymous true', 'max_queued_messages 1000', 'max_inflight_messages 20'])).toBeLessThan(MESSAGES);
  }, 30_000);
});
