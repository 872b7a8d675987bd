import type { MqttClient } from 'mqtt';

const PREFIX = 'umh/v1/demo/valclair/solids/osd-1';
const STATIONS = { press: 1990, blister: 199, cartoner: 99, checkweigher: 99, 'case-packer': 1.24, palletizer: 1.24 };
/** A cartoner that is 20 % slower than its file says. */
const SLOW_PER_MIN = 88;

/**
 * What the machines of the demonstration line say at an instant: all produce, but the cartoner where it gives a reason to
 * stand; from `slowFromMs` on it runs slower than the others.
 */
export async function tellLine(mqtt: MqttClient, atMs: number, beganMs: number, reason: number | null, slowFromMs = Infinity): Promise<void> {
  const say = (station: string, tag: string, value: unknown) =>
    mqtt.publishAsync(`${PREFIX}/${station}/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
  for (const [station, usual] of Object.entries(STATIONS)) {
    const held = station === 'cartoner' && reason !== null;
    const slowMs = station === 'cartoner' ? Math.max(0, atMs - slowFromMs) : 0;
    const rate = slowMs > 0 ? SLOW_PER_MIN : usual;
    await Promise.all([
      say(station, '_packml_v1/Status/StateCurrent', held ? 'Held' : 'Execute'),
      say(station, '_packml_v1/Admin/StopReason/ID', held ? reason : 0),
      say(station, '_packml_v1/Status/CurMachSpeed', held ? 0 : rate),
      say(station, '_packml_v1/Admin/ProdProcessedCount/0/AccCount', Math.round((usual * (atMs - beganMs - slowMs) + rate * slowMs) / 60_000)),
      say(station, '_energy_v1/AcActivePowerTotal', held ? 2.2 : 6.5),
    ]);
  }
}
