import type { MqttClient } from 'mqtt';

/** Machines of the demonstration line as they run: speed that they show, items that come through [/min], power [kW]. */
const STATIONS = {
  press: { speed: 1990, through: 1990, kw: 20 },
  blister: { speed: 205, through: 199, kw: 17 },
  cartoner: { speed: 108, through: 99, kw: 6.5 },
  checkweigher: { speed: 124, through: 99, kw: 2.6 },
  'case-packer': { speed: 1.68, through: 1.24, kw: 4.5 },
  palletizer: { speed: 1.81, through: 1.24, kw: 5 },
};
const HELD_KW = 2.2;
/** A cartoner that is 20 % slower than its file says. */
const SLOW_PER_MIN = 88;

/**
 * What the machines of such a line say at an instant: all produce, but the cartoner where it gives a reason to stand; from
 * `slowFromMs` on it runs slower than the others.
 */
export async function tellLine(
  mqtt: MqttClient,
  atMs: number,
  beganMs: number,
  reason: number | null,
  { slowFromMs = Infinity, line = 'osd-1' } = {},
): Promise<void> {
  const say = (station: string, tag: string, value: unknown) =>
    mqtt.publishAsync(`umh/v1/demo/valclair/solids/${line}/${station}/${tag}`, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
  for (const [station, { speed, through, kw }] of Object.entries(STATIONS)) {
    const held = station === 'cartoner' && reason !== null;
    const slowMs = station === 'cartoner' ? Math.max(0, atMs - slowFromMs) : 0;
    const count = (through * (atMs - beganMs - slowMs) + SLOW_PER_MIN * slowMs) / 60_000;
    await Promise.all([
      say(station, '_packml_v1/Status/StateCurrent', held ? 'Held' : 'Execute'),
      say(station, '_packml_v1/Admin/StopReason/ID', held ? reason : 0),
      say(station, '_packml_v1/Status/CurMachSpeed', held ? 0 : slowMs > 0 ? SLOW_PER_MIN : speed),
      say(station, '_packml_v1/Admin/ProdProcessedCount/0/AccCount', Math.round(count)),
      say(station, '_energy_v1/AcActivePowerTotal', held ? HELD_KW : kw),
    ]);
  }
}
