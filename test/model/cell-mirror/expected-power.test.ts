import { jest } from '@jest/globals';
import { electricityNow } from '../../../src/model/cell-mirror/expected-power.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { viewMirror } from '../../../src/model/cell-mirror/view.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { DAY, exampleDocument, TestPlant } from '../../simulator/cell/plant.js';
import { compiled, listen } from './heard.js';
import { AT_S, MIN, smallCell, Told, US } from './small.js';

jest.setTimeout(120_000); // a loaded machine

const now = ({ mirror }: Told, atS: number) => electricityNow(smallCell, mirror, viewMirror(smallCell, mirror, (AT_S + atS) * US));
const MACHINES = ['line.first', 'line.second', 'line.third'];

describe('the electricity of a site now', () => {
  it('is not known where nothing tells its power', () => {
    const told = new Told().say('tank', 0, { state: 'Idle', phase: 'idle' });
    expect(now(told, 1)).toEqual({ kw: null, expectedKw: null, metered: 0, heard: 0 });
  });

  it('stands beside what the file says of the metered units in what they are at', () => {
    const told = new Told().say('tank', 0, { state: 'Idle', phase: 'idle', power: 5.5 }).say('mixer.1', 0, { state: 'Idle', phase: 'idle' });
    expect(now(told, 1)).toEqual({ kw: 5.5, expectedKw: 5, metered: 1, heard: 1 });
    told.say('mixer.1', 2, { state: 'Execute', mode: 'Production', phase: 'mix', batch: 'L1', step: 'mixing', product: 'gel', power: 9 });
    expect(now(told, 3)).toEqual({ kw: 14.5, expectedKw: 15, metered: 2, heard: 2 });
    told.say('tank', 4, { power: 1.2 }); // asleep
    expect(now(told, 5)).toMatchObject({ kw: 10.2, expectedKw: 11 });
  });

  it('of a line in production is that of its machines in their states, and not known where one of them tells none', () => {
    const told = new Told().say('line', 0, { state: 'Execute', mode: 'Production', batch: 'L1', power: 4.6 });
    for (const machine of MACHINES.slice(0, 2)) told.say(machine, 0, { state: 'Execute', mode: 'Production' });
    expect(now(told, 1)).toEqual({ kw: 4.6, expectedKw: null, metered: 1, heard: 1 });
    told.say('line.third', 1, { state: 'Held', mode: 'Production' });
    expect(now(told, 2).expectedKw).toBe(2 + 2 + 0.5); // held draws as idle where the file says nothing else
  });

  it('follows the mode of a zone', () => {
    const told = new Told().say('zones.hall', 0, { power: 10.4, 'hvac.setbackActive': false });
    expect(now(told, 1)).toEqual({ kw: 10.4, expectedKw: 10, metered: 1, heard: 1 });
    told.say('zones.hall', 2, { power: 1.7, 'hvac.setbackActive': true });
    expect(now(told, 3).expectedKw).toBeCloseTo(10 * 0.5 ** 2.6, 9);
  });

  it('never passes off a part as the whole: a silent meter is told, and nothing is expected', () => {
    const told = new Told().say('tank', 0, { state: 'Idle', phase: 'idle', power: 5 }).say('mixer.1', 0, { state: 'Idle', phase: 'idle', power: 2 });
    told.beat('tank', 0, 60 * MIN);
    expect(now(told, 60 * MIN)).toEqual({ kw: 5, expectedKw: null, metered: 2, heard: 1 });
    const zone = new Told().say('tank', 0, { state: 'Idle', phase: 'idle', power: 5 }).say('zones.hall', 0, { power: 10, 'hvac.setbackActive': false });
    zone.beat('tank', 0, 60 * MIN);
    expect(now(zone, 60 * MIN)).toEqual({ kw: 5, expectedKw: null, metered: 2, heard: 1 });
  });

  it('is within a few hundredths of what a plant draws that is as its file says, at any time of its days', () => {
    const definition = CellDefinition.parse(exampleDocument());
    const cell = compiled(definition);
    const mirror = openMirror(cell);
    const plant = new TestPlant(definition, {});
    const run = listen(plant, (o) => void observeCell(cell, mirror, o));
    let known = 0;
    const instants = (2 * DAY) / (10 * MIN);
    for (let n = 0; n < instants; n++) {
      run(10 * MIN);
      const { kw, expectedKw, metered, heard } = electricityNow(cell, mirror, viewMirror(cell, mirror, plant.plant.timeS * US));
      expect(heard).toBe(metered);
      if (expectedKw === null) continue;
      known++;
      expect({ n, off: Math.abs(expectedKw / kw! - 1) < 0.05, kw, expectedKw }).toMatchObject({ off: true });
    }
    expect(known / instants).toBeGreaterThan(0.95);
  });
});
