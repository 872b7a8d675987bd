import fc from '../property.js';
import { earliest } from '../../src/engine/calendar.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { powerIn } from '../../src/model/energy.js';
import { PHASES } from '../../src/model/layout.js';
import { HAPPENING } from '../../src/model/parts/layout.js';
import { reportParts } from '../../src/model/parts/report.js';
import { runParts } from '../../src/model/parts/run.js';
import type { PartsSpec } from '../../src/model/parts/spec.js';
import { startParts } from '../../src/model/parts/state.js';
import { run } from '../../src/model/run.js';
import { start } from '../../src/model/state.js';
import { compiled, HOUR_US, MONDAY_US, solidDoseLine } from './lines.js';
import { compiledParts, exponential } from './parts/specs.js';

const near = (value: number, wanted: number) => expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-9);

describe('P16 energy balance', () => {
  it('of a flow line: the integral of its power is the energy of its phases, station by station', () => {
    const line = compiled(solidDoseLine());
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const state = start(line, { seed, replication: 0, atUs: MONDAY_US });
        const endUs = MONDAY_US + 2 * HOUR_US;
        const integral = line.stations.map(() => 0);
        for (let atUs = MONDAY_US; atUs < endUs;) {
          const nextUs = Math.min(endUs, Math.max(atUs + 1, state.timers[earliest(state.timers)]!));
          // Power is constant until something happens.
          expected(line, state).stations.forEach(({ powerKw }, i) => (integral[i]! += (powerKw * (nextUs - atUs)) / HOUR_US));
          run(line, state, nextUs);
          atUs = nextUs;
        }
        settle(line, state, endUs);
        line.stations.forEach((station, i) => {
          const byPhase = Array.from({ length: PHASES }, (_, phase) => (powerIn(station, phase) * state.spent[PHASES * i + phase]!) / HOUR_US);
          near(
            byPhase.reduce((sum, kwh) => sum + kwh, 0),
            state.energy[i]!,
          );
          near(integral[i]!, state.energy[i]!);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('of a station of parts: states by their power and the starts are what the parts took and what idling took', () => {
    const POWER = { busy: 12, starved: 3, down: 5, standby: 0.5, waking: 8 };
    const START_KWH = 0.7;
    const spec: PartsSpec = {
      sources: [{ id: 'source', to: { station: 's' }, between: exponential(2) }],
      stations: [
        {
          id: 's',
          service: { every: exponential(1) },
          sleep: { after: 1.5, wakeUp: exponential(0.5) },
          power: POWER,
          startKwh: START_KWH,
        },
      ],
    };
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        // Service by service as an onlooker sees them; a start where the server did nothing before.
        let ended = -1;
        let began = 0;
        const seen = { partsKwh: 0, starts: 0, serving: 0, wakes: 0 };
        const watch = (happening: number, at: number) => {
          if (happening === HAPPENING.start) {
            if (at !== ended) seen.starts++;
            began = at;
            seen.serving++;
          }
          if (happening === HAPPENING.wake) seen.wakes++;
          if (happening !== HAPPENING.finish) return;
          ended = at;
          seen.serving--;
          seen.partsKwh += (at - began) * POWER.busy;
        };
        const model = compiledParts(spec);
        const state = startParts(model, { seed, replication: 0, watch });
        runParts(model, state, 400);
        const { energyKwh, stations, time } = reportParts(model, state);
        const { share, energyByPhaseKwh, starts } = stations[0]!;
        const idleKwh = time * (share.starved * POWER.starved + share.standby * POWER.standby + share.waking * POWER.waking);
        const underWay = seen.serving * (400 - began) * POWER.busy;
        near(energyKwh, seen.partsKwh + underWay + idleKwh + seen.starts * START_KWH);
        near(energyKwh, Object.values(energyByPhaseKwh).reduce((sum, kwh) => sum + kwh, 0) + starts * time * START_KWH);
        expect(seen.wakes).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
