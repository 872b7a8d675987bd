import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from '../../property.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { PACKML_STATES } from '../../../src/contract/packml.js';
import type { CellPlant } from '../../../simulator/cell/state.js';
import { randomCell } from '../../model/cell/random.js';
import { DAY, definitionOf, exampleDocument, exampleSecrets, HOUR, TestPlant } from './plant.js';

jest.setTimeout(240_000); // a loaded machine

const example = CellDefinition.parse(exampleDocument());
const again = (plant: CellPlant) => JSON.parse(JSON.stringify(plant)) as CellPlant;

const table = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../fixtures/packml-transitions.json'), 'utf8')) as {
  transitions: [string, string][];
};
const legal = new Set(table.transitions.map(([from, to]) => `${from}>${to}`));

describe('the simulated plant of a process cell', () => {
  // Monday 00:00 to Wednesday 00:00: dispensing to coating, with the beginning of packaging.
  let plant: TestPlant;
  let readings: ReturnType<TestPlant['readings']>;
  let middle: { plant: CellPlant; sent: number; lines: number };
  const MIDDLE_S = 31 * HOUR + 1234;
  beforeAll(() => {
    plant = new TestPlant(example, { secrets: exampleSecrets() }).run(MIDDLE_S);
    middle = { plant: again(plant.plant), sent: plant.sent.length, lines: plant.lines.length };
    plant.run(2 * DAY - MIDDLE_S);
    readings = plant.readings();
  });
  const textOf = (sent: TestPlant['sent']) => sent.map(({ topic, payload, retain }) => `${topic} ${payload} ${retain}`);

  it('gives the same messages for the same seed and instant, byte for byte, on every machine', () => {
    const hash = createHash('sha256');
    for (const { topic, payload } of plant.sent) hash.update(`${topic} ${payload}\n`);
    expect(hash.digest('hex').slice(0, 16)).toBe('36e307919afcc45c');
  });

  it('gives other messages for another seed', () => {
    const other = new TestPlant(example, { secrets: exampleSecrets(), seed: 2 }).run(8 * HOUR);
    expect(textOf(other.sent)).not.toEqual(textOf(plant.sent.slice(0, other.sent.length)));
  });

  it('speaks in the order of time, but for the milliseconds that tell events apart', () => {
    const told = plant.sent.map(({ topic, payload }) => ({ topic, ms: (JSON.parse(payload) as { timestamp_ms: number }).timestamp_ms }));
    expect(told.findIndex(({ ms }, i) => i > 0 && Math.floor(ms / 1000) < Math.floor(told[i - 1]!.ms / 1000))).toBe(-1);
    expect(new Set(told.map(({ topic, ms }) => `${topic} ${ms}`)).size).toBe(told.length);
  });

  it('is never silent on a tag of state or meter for more than five minutes', () => {
    const silent: string[] = [];
    for (const [topic, values] of readings) {
      if (!/_packml_v1|_energy_v1|_hvac_v1|_weather_v1|LotId/.test(topic)) continue;
      if (values.some(({ timeMs }, i) => i > 0 && timeMs - values[i - 1]!.timeMs > 300_000)) silent.push(topic);
    }
    expect(silent).toEqual([]);
    expect(readings.size).toBeGreaterThan(200);
  });

  it('goes through legal PackML transitions only, and changes its mode in Stopped, Idle and Aborted only', () => {
    const seen = new Set<string>();
    for (const [topic, states] of readings) {
      if (!topic.endsWith('/StateCurrent')) continue;
      states.slice(1).forEach(({ value }, i) => {
        const [from, to] = [PACKML_STATES[Number(states[i]!.value)]!, PACKML_STATES[Number(value)]!];
        if (from !== to) seen.add(`${from}>${to}`);
      });
      const modes = readings.get(topic.replace('StateCurrent', 'UnitModeCurrent'))!;
      modes.slice(1).forEach(({ value, timeMs }, i) => {
        if (value === modes[i]!.value) return;
        const state = states.findLast((one) => one.timeMs <= timeMs)!;
        expect(['Stopped', 'Idle', 'Aborted']).toContain(PACKML_STATES[Number(state.value)]);
      });
    }
    expect([...seen].filter((step) => !legal.has(step))).toEqual([]);
    for (const step of ['Idle>Starting', 'Starting>Execute', 'Execute>Completing', 'Execute>Suspending', 'Holding>Held', 'Aborted>Clearing'])
      expect(seen).toContain(step);
  });

  it('has meters that count the integral of the power they show, within 0.1 %', () => {
    let meters = 0;
    for (const [topic, powers] of readings) {
      if (!topic.endsWith('/AcActivePowerTotal')) continue;
      const indices = readings.get(topic.replace('AcActivePowerTotal', 'AcActiveEnergyTotalImportHp'))!;
      const [first, last] = [indices[0]!, indices.at(-1)!];
      let kwh = 0;
      powers.forEach(({ value, timeMs }, i) => {
        // A power counts from the second in which it is told; an index holds that second already.
        const from = Math.max(timeMs - 1000, first.timeMs);
        const to = Math.min((powers[i + 1]?.timeMs ?? last.timeMs + 1000) - 1000, last.timeMs);
        if (to > from) kwh += (Number(value) * (to - from)) / 3_600_000;
      });
      const counted = Number(last.value) - Number(first.value);
      expect(counted).toBeGreaterThan(0);
      expect(Math.abs(kwh - counted) / counted).toBeLessThan(0.001);
      meters++;
    }
    expect(meters).toBe(8 + 6 + 1); // units, machines, and the zone
  });

  it('counts in its messages what it counts in its log', () => {
    const meters = plant.meters.at(-1)!;
    const told = plant.events('_batch_v1/Event', readings);
    for (const [unit, { processed, defective, machines }] of Object.entries(meters.units)) {
      const last = (topic: string) => Number(readings.get(topic)!.findLast(({ timeMs }) => timeMs <= meters.atS * 1000)!.value);
      expect([last(`${unit}/_packml_v1/Admin/ProdProcessedCount/0/AccCount`), last(`${unit}/_packml_v1/Admin/ProdDefectiveCount/0/AccCount`)]).toEqual([
        processed,
        defective,
      ]);
      const ends = told.filter(({ topic, body }) => topic.startsWith(`${unit}/`) && body['event'] === 'step-end');
      expect(ends.reduce((sum, { body }) => sum + Number(body['good']) + Number(body['rejected']), 0)).toBe(processed);
      if (machines) expect(Object.keys(machines).length).toBeGreaterThan(0);
    }
  });

  it('tells the begin and end of every step and phase in their order, with the lot that the unit shows', () => {
    const events = plant.events('_batch_v1/Event', readings).filter(({ topic }) => topic.includes('/_batch'));
    const open = new Map<string, string>();
    for (const { topic, body } of events) {
      if (body['event'] === 'step-begin') {
        expect(open.get(topic)).toBeUndefined();
        open.set(topic, String(body['lot']));
      } else if (body['event'] === 'step-end') {
        expect(open.get(topic)).toBe(body['lot']);
        open.delete(topic);
      } else if (String(body['event']).startsWith('phase')) expect(open.get(topic)).toBe(body['lot']);
    }
    expect(events.filter(({ body }) => body['event'] === 'phase-begin').length).toBeGreaterThan(50);
  });

  it('stopped and continued from its JSON, gives the messages and the log of one that was never stopped', () => {
    const second = new TestPlant(example, { secrets: exampleSecrets(), plant: middle.plant }).run(2 * DAY - MIDDLE_S);
    expect(textOf(second.sent)).toEqual(textOf(plant.sent.slice(middle.sent)));
    expect(second.lines).toEqual(plant.lines.slice(middle.lines));
    expect(second.running.json()).toBe(plant.running.json());
  });
});

describe('ten days of the example', () => {
  const DAYS = 10;
  const plant = new TestPlant(example);
  let messages = 0;
  let processorS = 0;
  beforeAll(() => {
    const before = process.cpuUsage();
    plant.pass(DAYS * DAY, () => messages++);
    const { user, system } = process.cpuUsage(before);
    processorS = (user + system) / 1e6;
  });

  it('takes less than two seconds of the processor a day', () => {
    expect(processorS / DAYS).toBeLessThan(2);
    expect(messages / DAYS).toBeGreaterThan(33_000);
  });

  it('makes what its plant file says: the batches of its demand, with time, energy and good share near those of the file', () => {
    // Eight batches a week. Those of the second one are still in release or in the stores before packaging.
    const done = plant.batches.filter(({ outcome }) => outcome === 'done');
    const underWay = plant.plant.batches.filter(({ begunS }) => begunS !== null);
    expect(plant.batches.length + underWay.length).toBe(16);
    expect(done.length).toBeGreaterThanOrEqual(4);
    expect(done.length).toBeLessThanOrEqual(8);
    const pressed = [...done, ...underWay].flatMap(({ steps }) => steps.filter(({ step }) => step === 'compress'));
    expect(pressed.length).toBeGreaterThanOrEqual(10);
    const hours = pressed.reduce((sum, { fromS, toS }) => sum + (toS - fromS) / HOUR, 0) / pressed.length;
    // 960,000 tablets at 120,000 an hour, start-up of about an hour, and stops.
    expect(hours).toBeGreaterThan(9);
    expect(hours).toBeLessThan(16);
    for (const { good, in: items } of pressed) expect(good / items).toBeGreaterThan(0.95);
    const zone = plant.meters.at(-1)!.zones['solids']!.kwh;
    // 84 kW in production mode; 62 * 0.533^2.6 + 22 * 0.533 in set-back: between 23.8 and 84 kW on average, 32 h of 240 closed.
    expect(zone['electricity']! / (DAYS * 24)).toBeGreaterThan(70);
    expect(zone['electricity']! / (DAYS * 24)).toBeLessThan(84);
  });

  it('gives every good item of one step to the next, and loses none in the machines', () => {
    const batches = [...plant.batches, ...plant.plant.batches];
    expect(batches.flatMap(({ steps }) => steps).length).toBeGreaterThan(80);
    for (const { steps } of batches) {
      steps.forEach((step, i) => {
        if (i > 0) expect(step.in).toBe(steps[i - 1]!.good);
        if (!step.machines) return expect(step.good + step.rejected).toBe(step.in);
        const { stations } = example.units.find(({ id }) => id === step.unit)!.flow!;
        let given = step.in;
        for (const [k, { processed, defective, residue }] of step.machines.entries()) {
          expect(processed * stations[k]!.takes + residue).toBe(given);
          given = processed - defective;
        }
        expect(given).toBe(step.good);
      });
    }
  });
});

const SHORT = 24 * HOUR;
const RUNS = { numRuns: 10, seed: 20261126 };

describe('over random cells', () => {
  it('items are conserved, persons and rooms are given back, and every unit goes through legal PackML transitions', () => {
    fc.assert(
      fc.property(randomCell, (document) => {
        const states = new Map<string, string>();
        const illegal: string[] = [];
        const plant = new TestPlant(definitionOf(document)).pass(SHORT, (topic, payload) => {
          if (!topic.endsWith('/StateCurrent')) return;
          const to = PACKML_STATES[(JSON.parse(payload) as { value: number }).value]!;
          const from = states.get(topic) ?? to;
          if (from !== to && !legal.has(`${from}>${to}`)) illegal.push(`${topic} ${from}>${to}`);
          states.set(topic, to);
        });
        expect(illegal).toEqual([]);
        expect(states.size).toBe(plant.plant.places.length);
        const { places, batches, stores, busy } = plant.plant;
        for (const { product, parents, steps } of plant.batches) {
          const route = plant.definition.products.find(({ id }) => id === product)!.route;
          const apart = parents.length > 0 || route.some(({ split, merge }) => split > 1 || merge > 1);
          let rejectedBefore = 0;
          for (const step of steps) {
            const { makes, recovers } = route.find(({ id }) => id === step.step)!;
            if (recovers === 0 || !apart) expect(step.good + step.rejected).toBe(Math.round((step.in + Math.round(recovers * rejectedBefore)) * makes));
            rejectedBefore = step.rejected;
          }
        }
        const crews = [...places.flatMap(({ crew, repairCrew }) => [crew, repairCrew]), ...batches.flatMap(({ lab }) => (lab ? [lab.crew] : []))];
        expect(busy).toEqual(busy.map((_, team) => crews.reduce((sum, crew) => sum + crew[team]!, 0)));
        for (const [id, { count, kept }] of Object.entries(stores)) {
          expect(count).toBe(batches.filter(({ store }) => store === id).length);
          expect(kept).toBe(places.filter(({ holdsRoom }) => holdsRoom === id).length);
        }
        for (const [index, { batch }] of places.entries()) if (batch !== null) expect(batches.find(({ serial }) => serial === batch)!.place).toBe(index);
      }),
      RUNS,
    );
  });

  it('stopping anywhere changes no byte', () => {
    fc.assert(
      fc.property(randomCell, fc.integer({ min: 1, max: SHORT - 1 }), (document, seconds) => {
        const definition = definitionOf(document);
        const whole = new TestPlant(definition).skip(SHORT);
        const first = new TestPlant(definition).skip(seconds);
        const second = new TestPlant(definition, { plant: again(first.plant) }).skip(SHORT - seconds);
        expect(second.running.json()).toBe(whole.running.json());
        expect(first.lines.concat(second.lines)).toEqual(whole.lines);
      }),
      { ...RUNS, numRuns: 5 },
    );
  });

  it('nothing is stuck: once no more orders come, all that can be finished is', () => {
    // Batches that wait for others to come together with may wait for ever.
    const withoutMerges = randomCell.filter(({ products }) => products.every(({ route }) => route.every(({ merge = 1 }) => merge === 1)));
    fc.assert(
      fc.property(withoutMerges, ({ demand, ...rest }) => {
        const orders = demand!.map(({ id, product, batches }) => ({ id, product, batches }));
        const plant = new TestPlant(definitionOf({ ...rest, orders })).skip(HOUR);
        for (let hour = 1; hour < 40 * 24 && plant.plant.batches.length > 0; hour += 3) plant.skip(3 * HOUR);
        expect(plant.plant.batches).toEqual([]);
      }),
      RUNS,
    );
  });
});
