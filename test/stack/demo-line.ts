import type { MqttClient } from 'mqtt';

const PREFIX = 'umh/v1/demo/valclair/solids/osd-1';
const STATIONS = { press: 1990, blister: 199, cartoner: 99, checkweigher: 99, 'case-packer': 1.24, palletizer: 1.24 };

/** What the machines say at an instant: all produce, but the cartoner has jammed in the last minute. */
export async function tell(mqtt: MqttClient, atMs: number, beganMs: number, jammed: boolean): Promise<void> {
  const say = (station: string, tag: string, value: unknown) =>
    mqtt.publishAsync(`${PREFIX}/${station}/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
  for (const [station, rate] of Object.entries(STATIONS)) {
    const held = jammed && station === 'cartoner';
    await Promise.all([
      say(station, '_packml_v1/Status/StateCurrent', held ? 'Held' : 'Execute'),
      say(station, '_packml_v1/Admin/StopReason/ID', held ? 66 : 0),
      say(station, '_packml_v1/Status/CurMachSpeed', held ? 0 : rate),
      say(station, '_packml_v1/Admin/ProdProcessedCount/0/AccCount', Math.round((rate * (atMs - beganMs)) / 60_000)),
      say(station, '_energy_v1/AcActivePowerTotal', held ? 2.2 : 6.5),
    ]);
  }
}
