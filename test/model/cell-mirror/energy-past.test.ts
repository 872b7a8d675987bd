import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { AT_S, smallCell, Told, US } from './small.js';

const H = 3600;
/** AT_S is a whole hour. */
const pastAt = (told: Told, hours: number) => situationOf(smallCell, told.mirror, (AT_S + hours * H) * US).energyPast;

type Values = Parameters<Told['say']>[2];

/** A source says the same every four minutes from an hour to another, of a meter that rises by its power since an hour. */
function say(told: Told, source: string, [fromH, toH, sinceH = 0]: [number, number, number?], kw: number, values: Values): void {
  for (let s = fromH * H; s <= toH * H; s += 240) told.say(source, s, { ...values, power: kw, energy: (kw * (s - sinceH * H)) / H });
}

describe('energy of the hours that lie behind, measured less what the file says', () => {
  it('is what a zone drew beyond its fan, by its mode', () => {
    const told = new Told();
    say(told, 'zones.hall', [0, 3], 12, { 'hvac.setbackActive': false });
    const past = pastAt(told, 3)!;
    expect(past).toHaveLength(3);
    for (const kwh of past) expect(kwh).toBeCloseTo(2, 6); // a fan of 10 kW
  });

  it('is that of a unit at rest and at work, of phases that the file says', () => {
    const told = new Told();
    told.event('mixer.1', 0, { event: 'step-begin', lot: 'L', step: 'mixing', in: 1000 });
    say(told, 'mixer.1', [0, 1], 11, { state: 'Execute', mode: 'Production', phase: 'mix', batch: 'L', step: 'mixing', product: 'gel' });
    say(told, 'mixer.1', [1, 2], 1.5, { state: 'Idle', phase: 'idle', batch: null, step: null, product: null });
    const past = pastAt(told, 2)!;
    // 11 kW less 10, and steam that no utility told: 100 kg at 0.7 kWh that nobody measured; then 1.5 less 2.
    expect(past[0]).toBeCloseTo(1 - 70, 1);
    expect(past[1]).toBeCloseTo(-0.5, 1);
  });

  it('is not known of hours in which a source was silent, and begins when all were heard', () => {
    const told = new Told();
    say(told, 'zones.hall', [0, 1], 12, { 'hvac.setbackActive': false });
    say(told, 'zones.hall', [2, 4, 1], 12, { 'hvac.setbackActive': false });
    expect(pastAt(told, 4)!.map((kwh) => (kwh === null ? null : Math.round(kwh)))).toEqual([2, null, 2, 2]);
    say(told, 'utilities.steam', [3, 4], 0, { flow: 0 });
    expect(pastAt(told, 4)).toHaveLength(1);
  });

  it('is empty before the first hour is over, and where nothing was heard', () => {
    const told = new Told();
    expect(pastAt(told, 1)).toEqual([]);
    say(told, 'zones.hall', [0.1, 0.9], 12, { 'hvac.setbackActive': false });
    expect(pastAt(told, 1)).toEqual([]);
  });
});
