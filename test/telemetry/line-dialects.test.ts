import { wayOutOf } from '../../simulator/mqtt/dialects.js';
import type { Reading } from '../../simulator/mqtt/way-out.js';
import { MACHINES } from '../../simulator/plant/parameters.js';
import { publish } from '../../simulator/plant/publish.js';
import { newPlant } from '../../simulator/plant/state.js';
import { step } from '../../simulator/plant/step.js';
import { DIALECTS, type Dialect } from '../../src/contract/dialect.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testLine } from './lines.js';
import { unnumbered } from './unnumbered.js';

const START_S = Date.UTC(2026, 0, 5, 8) / 1000;
const SECONDS = 120;
const IDS = MACHINES.map(({ id }) => id);

/** What the machines of a simulated line say in a while. */
const saidBySecond: Reading[][] = (() => {
  const plant = newPlant({ seed: 1, startS: START_S, liveS: START_S, fault: false });
  return Array.from({ length: SECONDS }, () => {
    const said: Reading[] = [];
    step(plant);
    publish(plant, IDS, (reading) => said.push(reading));
    return said;
  });
})();

function readings(dialect: Dialect): string[] {
  const plain = testLine('line-1', { mqtt: { dialect, prefix: 'acme/line-1', timezone: 'Europe/Paris' } });
  const line: LineDefinition = { ...plain, stations: IDS.map((id) => ({ ...plain.stations[0]!, id, mqtt: undefined })) };
  const table = new TopicTable([line]);
  const host = new SparkplugHost(sparkplugSources([line]), () => undefined);
  const way = wayOutOf(dialect, line.mqtt.prefix);
  const greetings = way.session?.().greetings() ?? [];
  return saidBySecond.flatMap((said, second) =>
    [...(second === 0 ? greetings : []), ...way.encode(said)].flatMap(({ topic, payload }) => {
      const nowUs = (START_S + second + 1) * 1e6; // at once
      const bytes = typeof payload === 'function' ? payload() : Buffer.from(payload);
      const decoded = unnumbered(decode(topic, bytes, table, host, nowUs));
      if (!decoded.ok || decoded.refused.length > 0) throw new Error(`${topic}: ${JSON.stringify(decoded)}`);
      return decoded.observations.map(({ unit, signal, value, measuredAtUs, quality }) => JSON.stringify([measuredAtUs, unit, signal, value, quality]));
    }),
  );
}

describe('a simulated line', () => {
  const uns = readings('uns-json');

  it('says many things in UNS JSON', () => {
    expect(uns.length).toBeGreaterThan(500);
    expect(new Set(uns.map((text) => (JSON.parse(text) as string[])[2])).size).toBeGreaterThan(15);
  });

  it.each(DIALECTS.filter((dialect) => dialect !== 'uns-json' && dialect !== 'sparkplug-b'))(
    'is read to the same values at the same times in %s',
    (dialect) => {
      expect([...readings(dialect)].sort()).toEqual([...uns].sort());
    },
  );

  it('is read to the same values at the same times as an edge node of Sparkplug B, whose births say again what holds', () => {
    const told = readings('sparkplug-b');
    expect(told.length).toBeGreaterThan(uns.length);
    expect([...new Set(told)].sort()).toEqual([...new Set(uns)].sort());
  });
});
