import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from '../property.js';
import { FAULT, LOT_SIZE, MACHINES } from '../../simulator/plant/parameters.js';
import { newPlant, type Plant } from '../../simulator/plant/state.js';
import { step } from '../../simulator/plant/step.js';

jest.setTimeout(60_000); // a loaded machine

const START_S = 1_760_000_000;
const begin = (seed: number, fault = false) => newPlant({ seed, startS: START_S, liveS: START_S, fault });
const legal = new Set(
  (
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../fixtures/packml-transitions.json'), 'utf8')) as { transitions: [string, string][] }
  ).transitions.map(([from, to]) => `${from} -> ${to}`),
);

function run(plant: Plant, seconds: number, each?: (plant: Plant) => void): Plant {
  for (let i = 0; i < seconds; i++) {
    step(plant);
    each?.(plant);
  }
  return plant;
}

describe('the simulated plant', () => {
  it('is the same for the same seed and another for another seed', () => {
    const [one, same, other] = [7, 7, 8].map((seed) => run(begin(seed), 2 * 3600));
    expect(one).toStrictEqual(same);
    expect(one!.machines[3]!.processed).not.toBe(other!.machines[3]!.processed);
  });

  it('goes on from JSON as if it had never stopped', () => {
    const saved = JSON.stringify(run(begin(3), 5000));
    expect(run(JSON.parse(saved) as Plant, 5000)).toStrictEqual(run(begin(3), 10_000));
  });

  it('loses and invents no item: good of one machine = buffer + inside the next + taken by it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 1, max: 2 * 3600 }), (seed, seconds) => {
        const plant = run(begin(seed), seconds);
        plant.buffers.forEach((buffer, i) => {
          const [from, to] = [plant.machines[i]!, plant.machines[i + 1]!];
          expect(from.processed - from.defective).toBe(buffer.level + to.inside + to.processed * MACHINES[i + 1]!.takes);
          expect(buffer.runs.reduce((sum, [, items]) => sum + items, 0)).toBe(buffer.level);
          expect(buffer.level).toBeLessThanOrEqual(MACHINES[i]!.capacity!);
        });
        const press = plant.machines[0]!;
        expect((plant.lot.number - 1) * LOT_SIZE + plant.lot.fed).toBe(press.processed);
      }),
      { numRuns: 12 },
    );
  });

  it('changes state only along the transitions of PackML, and uses holds, aborts and suspensions', () => {
    const seen = new Set<string>();
    const plant = begin(11);
    let before = plant.machines.map((machine) => machine.state);
    run(plant, 24 * 3600, () => {
      plant.machines.forEach((machine, i) => machine.state !== before[i] && seen.add(`${before[i]} -> ${machine.state}`));
      before = plant.machines.map((machine) => machine.state);
    });
    expect([...seen].filter((transition) => !legal.has(transition))).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining(['Execute -> Holding', 'Execute -> Aborting', 'Execute -> Suspending', 'Clearing -> Stopped', 'Unsuspending -> Execute']),
    );
  });

  it('is starved only where nothing comes and blocked only where nothing fits, and says which', () => {
    const plant = begin(5, true);
    const causes = { starved: 0, blocked: 0 };
    const wrong: string[] = [];
    run(plant, 12 * 3600, () =>
      plant.machines.forEach((machine, i) => {
        const suspended = machine.state === 'Suspending' || machine.state === 'Suspended';
        if ((machine.cause !== null) !== suspended || (suspended && machine.reason !== (machine.cause === 'starved' ? 1000 : 2000)))
          wrong.push(`${plant.timeS} ${i} ${machine.state}`);
        if (machine.state !== 'Suspending') return;
        causes[machine.cause!]++;
        // Two seconds of the machine before or after lie between the lack and this moment.
        const starving = machine.cause === 'starved' && plant.buffers[i - 1]!.level <= Math.ceil(MACHINES[i - 1]!.ratePerMin / 60) * 2;
        const blocking =
          machine.cause === 'blocked' &&
          MACHINES[i]!.capacity! - plant.buffers[i]!.level <= Math.ceil((MACHINES[i + 1]!.ratePerMin * MACHINES[i + 1]!.takes) / 60) * 2;
        if (!starving && !blocking) wrong.push(`${plant.timeS} ${i} ${machine.cause}`);
      }),
    );
    expect(wrong).toEqual([]);
    expect(causes.starved).toBeGreaterThan(50);
    expect(causes.blocked).toBeGreaterThan(5);
    expect(plant.machines[0]!.lackingS).toBe(0);
  });

  it('slows the cartoner by 9 % a few minutes after it goes live, and mends it', () => {
    const plant = begin(1, true);
    const onsetS = plant.faultFromS! - START_S;
    expect(onsetS).toBeGreaterThanOrEqual(FAULT.afterS[0]);
    expect(onsetS).toBeLessThanOrEqual(FAULT.afterS[1]);
    const cartonsIn = (from: number, seconds: number) => {
      const state = begin(1, true);
      const cartoner = state.machines[2]!;
      Object.assign(cartoner, { state: 'Execute', remainsS: null, untilStopS: [1e9, 1e9] });
      Object.assign(state, {
        timeS: START_S + from,
        machines: state.machines.map((machine, i) => (i === 2 ? machine : { ...machine, state: 'Held', remainsS: 1e9 })),
      });
      state.buffers[1] = { level: 1e6, runs: [['x', 1e6]] };
      run(state, seconds, () => Object.assign(state.buffers[2]!, { level: 0, runs: [] }));
      return cartoner.processed;
    };
    expect(cartonsIn(0, 100)).toBe(Math.floor((109.5 / 60) * 100));
    expect(cartonsIn(onsetS + 60, 3600)).toBe(Math.floor(109.5 * 0.91 * 60));
    expect(cartonsIn(onsetS + FAULT.lastsS, 100)).toBe(Math.floor((109.5 / 60) * 100));
  });

  it('meters energy that never falls and power within what the machines draw', () => {
    const plant = begin(2);
    const ranges = MACHINES.map(({ power }) => [Math.min(...Object.values(power)) - 1e-9, Math.max(...Object.values(power)) + 1e-9] as const);
    let energy = plant.machines.map(() => 0);
    const wrong: string[] = [];
    run(plant, 6 * 3600, () => {
      plant.machines.forEach(({ energyKwh, powerKw }, i) => {
        if (energyKwh <= energy[i]! || powerKw < ranges[i]![0] || powerKw > ranges[i]![1])
          wrong.push(`${plant.timeS} ${MACHINES[i]!.id} ${powerKw} kW ${energyKwh} kWh`);
      });
      energy = plant.machines.map((machine) => machine.energyKwh);
    });
    expect(wrong).toEqual([]);
  });

  it('hands each lot from machine to machine, whole and in order', () => {
    const plant = begin(4);
    const lots = plant.machines.map(() => [] as string[]);
    run(plant, 24 * 3600, () => plant.machines.forEach((machine, i) => lots[i]!.at(-1) !== machine.lot && lots[i]!.push(machine.lot)));
    expect(lots[0]).toEqual([expect.stringMatching(/^V\d{6}-001$/), expect.stringMatching(/-002$/), expect.stringMatching(/-003$/)]);
    lots.slice(1).forEach((names) => expect(names).toEqual(lots[0]!.slice(0, names.length)));
  });
});
