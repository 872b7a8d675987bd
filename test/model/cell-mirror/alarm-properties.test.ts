import type { AlarmFact } from '../../../src/model/alarm-book.js';
import fc from '../../property.js';
import { AT_S, US } from './small.js';
import { alarmCell, meaning, WatchCell } from './watched.js';

const RUNS = { numRuns: 200 };
const delays = { onDelay: '5 s', offDelay: '20 s' };
const CELL = alarmCell(
  [
    { id: 'room', on: { when: 'below', of: 'zones.hall', signal: 'hvac.roomDp', limit: 10, deadBand: 2 }, more: delays },
    { id: 'down', on: { when: 'state', of: 'line.first', is: ['down'], for: '30 s' }, more: { suppress: 'planned' } },
    { id: 'hold', on: { when: 'hold-time', of: 'stores.cold', share: 0.01 } },
    { id: 'silent', on: { when: 'silent', of: ['tank', 'zones.hall'], for: '2 min' }, more: { kind: 'advisory' } },
  ],
  { machineAlarms: [meaning('jam', { offDelay: '15 s' })] },
);

type Step = (watch: WatchCell, atS: number) => void;
const lot = fc.constantFrom('B-1', 'B-2');
const readings: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 6, max: 14 }).map(
    (dp): Step =>
      (watch, atS) =>
        watch.say('zones.hall', atS, { 'hvac.roomDp': dp }),
  ),
  fc.constantFrom('Execute', 'Held', 'Aborted', 'Stopped').map(
    (state): Step =>
      (watch, atS) =>
        watch.say('line.first', atS, { state, stopReason: state === 'Held' ? 65 : 0 }),
  ),
  fc.tuple(lot, fc.constantFrom('stored', 'taken')).map(
    ([of, event]): Step =>
      (watch, atS) =>
        watch.event('cell', atS, { event, lot: of, store: 'cold', items: 1 }),
  ),
  fc.tuple(fc.boolean(), fc.constantFrom('jam', 'door'), fc.option(lot, { nil: undefined })).map(
    ([raised, alarm, of]): Step =>
      (watch, atS) =>
        watch.alarm('tank', atS, raised, { alarm, ...(of && { lot: of, store: 'cold' }) }),
  ),
  fc.constant<Step>((watch, atS) => watch.say('tank', atS, { power: 1 })),
);
const acts: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('acknowledge', 'shelve', 'unshelve', 'take-out-of-service', 'return-to-service'), fc.nat())
  .map(([what, which]): Step => (watch, atS) => {
    watch.pass(atS);
    const state = watch.book.states[which % watch.book.states.length];
    if (state) watch.act(state.id, { what, who: 'x', why: 'y', untilUs: (AT_S + atS + 60) * US });
  });
const passes = fc.constant<Step>((watch, atS) => watch.pass(atS));
const story = fc.array(
  fc.record({ gapS: fc.integer({ min: 0, max: 90 }), step: fc.oneof({ weight: 6, arbitrary: readings }, { weight: 3, arbitrary: acts }, passes) }),
  { maxLength: 60 },
);
type Story = { gapS: number; step: Step }[];

function play(steps: Story, between: (watch: WatchCell, i: number) => void = () => undefined): WatchCell {
  const watch = new WatchCell(CELL);
  let atS = 0;
  steps.forEach(({ gapS, step }, i) => {
    atS += gapS;
    between(watch, i);
    step(watch, atS);
  });
  return watch;
}

/** What the history says of an alarm: whether it is raised, and whether somebody has acknowledged that. */
function retold(facts: readonly AlarmFact[]): Map<string, { raised: boolean; acknowledged: boolean }> {
  const told = new Map<string, { raised: boolean; acknowledged: boolean }>();
  for (const { alarm, event } of facts) {
    const before = told.get(alarm) ?? { raised: false, acknowledged: false };
    if (event === 'raised') {
      expect(before.raised).toBe(false);
      told.set(alarm, { raised: true, acknowledged: false });
    } else if (event === 'returned') {
      expect(before.raised).toBe(true);
      told.set(alarm, { ...before, raised: false });
    } else if (event === 'acknowledged') {
      expect(before.acknowledged).toBe(false);
      told.set(alarm, { ...before, acknowledged: true });
    } else if (event === 'unshelved' || event === 'in-service') told.set(alarm, { ...before, acknowledged: false });
    else told.set(alarm, before);
  }
  return told;
}

describe('alarms of a cell, whatever is heard and done', () => {
  it('are never both active and returned, are acknowledged once, and stand as the history tells', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { facts, book, active } = play(steps);
        const told = retold(facts);
        for (const state of book.states) expect(state.raised).toBe(told.get(state.id)?.raised ?? false);
        const kept = new Set(book.states.map(({ id }) => id));
        for (const [id, { raised }] of told) if (raised) expect(kept.has(id)).toBe(true);
        for (const { state, id, raisedAtUs, returnedAtUs } of active()) {
          if (state === 'returned') expect([told.get(id)!.raised, returnedAtUs === null]).toEqual([false, false]);
          if (state === 'unacknowledged' || state === 'acknowledged' || state === 'active')
            expect([told.get(id)!.raised, raisedAtUs === null, returnedAtUs]).toEqual([true, false, null]);
        }
        expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, i) => i + 1));
        const times = facts.map(({ atUs }) => atUs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('go on after a restart from JSON between any two steps as if there had been none', () => {
    fc.assert(
      fc.property(story, fc.nat(), (steps, cut) => {
        const whole = play(steps);
        const restarted = play(steps, (watch, i) => {
          if (i === cut % Math.max(1, steps.length)) watch.restart();
        });
        expect(restarted.facts).toEqual(whole.facts);
        expect(restarted.book).toEqual(whole.book);
      }),
      RUNS,
    );
  });

  it('are not told twice when all that is known is looked at once more', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const watch = play(steps);
        if (watch.mirror.asOfUs === null) return;
        watch.survey(); // rests that the books had not regarded yet
        const { length } = watch.facts;
        expect(watch.survey().facts).toHaveLength(length);
      }),
      RUNS,
    );
  });
});
