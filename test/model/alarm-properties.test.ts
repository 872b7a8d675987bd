import fc from '../property.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { type AlarmBook, type AlarmFact, fitAlarmBook } from '../../src/model/alarm-book.js';
import type { Books } from '../../src/model/books.js';
import { alarm, alarmLine, at, Watch } from './alarm-lines.js';
import { MONDAY_06_UTC, reading } from './mirror-lines.js';

const RUNS = { numRuns: 300 };
const LIMIT = 100;

interface Tuning {
  deadBand: number;
  onDelay: number;
  offDelay: number;
}
const tuning = fc.record({ deadBand: fc.integer({ min: 0, max: 4 }), onDelay: fc.integer({ min: 0, max: 8 }), offDelay: fc.integer({ min: 0, max: 8 }) });
/** A value about the limit at each second, or no reading. */
const values = fc.array(fc.option(fc.integer({ min: 94, max: 106 }), { nil: null, freq: 3 }), { minLength: 1, maxLength: 60 });

const limitLine = ({ deadBand, onDelay, offDelay }: Tuning) =>
  alarmLine([alarm('hot', { when: 'above', signal: 'process.temp', limit: LIMIT, deadBand }, { onDelay: `${onDelay} s`, offDelay: `${offDelay} s` })]);

/**
 * The same by the letter, second by second: what the definition says, without any of the ways of the model. A delay that
 * ends when something is heard has passed: the value held for all of it.
 */
function byTheLetter(each: readonly (number | null)[], { deadBand, onDelay, offDelay }: Tuning): string[] {
  const told: string[] = [];
  let raised = false;
  let value: number | null = null;
  let since: number | null = null;
  const look = (s: number) => {
    const beyond = value !== null && value > (raised ? LIMIT - deadBand : LIMIT);
    since = beyond === raised ? null : (since ?? s);
    if (since === null || s - since < (raised ? offDelay : onDelay)) return;
    raised = !raised;
    since = null;
    told.push(`${raised ? 'raised' : 'returned'} ${s}`);
  };
  for (let s = 0; s < each.length + 20; s++) {
    look(s);
    value = each[s] ?? value;
    look(s);
  }
  return told;
}

/** Anything that may be heard of three machines, in an order of its own: much of it late. */
const SIGNALS = [
  fc.record({ signal: fc.constant('process.temp' as const), value: fc.integer({ min: 94, max: 106 }) }),
  fc.record({ signal: fc.constant('power' as const), value: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ signal: fc.constant('speed' as const), value: fc.constantFrom(0, 40, 60) }),
  fc.record({ signal: fc.constant('state' as const), value: fc.constantFrom('Execute', 'Held', 'Aborted', 'Stopped', 'Idle') }),
  fc.record({ signal: fc.constant('mode' as const), value: fc.constantFrom('Production', 'Maintenance') }),
];
const story = fc
  .array(
    fc.record({
      gapS: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -30, max: 9000 })),
      unit: fc.constantFrom('filler', 'packer'),
      said: fc.oneof(...SIGNALS),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    let s = 7 * 3600;
    return steps.map(({ gapS, unit, said: { signal, value } }): Observation => {
      s += gapS;
      return reading('small', s, unit, signal, value);
    });
  });
const inOrder = (readings: readonly Observation[]) => [...readings].sort((a, b) => a.measuredAtUs - b.measuredAtUs);

const EVERYTHING = alarmLine(
  [
    alarm('hot', { when: 'above', signal: 'process.temp', limit: LIMIT, deadBand: 2 }, { onDelay: '5 s', offDelay: '10 s', suppress: 'planned' }),
    alarm('cold', { when: 'below', signal: 'process.temp', limit: 97 }),
    alarm('down', { when: 'state', is: ['down', 'held'], for: '2 min' }),
    alarm('silent', { when: 'silent' }, { suppress: 'planned', offDelay: '60 s' }),
    alarm('stale', { when: 'stale', signal: 'power', for: '90 s' }),
    alarm('slow', { when: 'deviation', finding: 'slow' }, { kind: 'advisory' }),
  ],
  [alarm('no-data', { when: 'stale', for: '5 min' }), alarm('demand', { when: 'above', signal: 'power', limit: 9, deadBand: 1 }, { onDelay: '30 s' })],
);

function play(readings: readonly Observation[], between: (watch: Watch, i: number) => void = () => undefined): Watch {
  const watch = new Watch(EVERYTHING);
  readings.forEach((observation, i) => {
    between(watch, i);
    watch.hear(observation);
  });
  return watch;
}

describe('for any sequence of readings', () => {
  it('a limit raises and returns when its definition says, dead-band and delays included', () => {
    fc.assert(
      fc.property(values, tuning, (each, tuned) => {
        const watch = new Watch(limitLine(tuned));
        each.forEach((value, s) => (value === null ? undefined : watch.say(s, 'packer', 'process.temp', value)));
        if (watch.book.asOfUs !== null) watch.pass(each.length + 19);
        expect(watch.told()).toEqual(byTheLetter(each, tuned));
      }),
      RUNS,
    );
  });

  it('an alarm is never raised twice without a return, and time and numbers never go back', () => {
    fc.assert(
      fc.property(story, (readings) => {
        const { facts, book } = play(readings);
        const raised = new Set<string>();
        for (const { alarm, event } of facts) {
          expect(raised.has(alarm)).toBe(event === 'returned');
          if (event === 'raised') raised.add(alarm);
          else raised.delete(alarm);
        }
        expect(new Set(book.states.filter((state) => state.raised).map(({ id }) => id))).toEqual(raised);
        expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, i) => i + 1));
        expect(facts.map(({ atUs }) => atUs)).toEqual(facts.map(({ atUs }) => atUs).sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('a restart from JSON between any two readings changes nothing', () => {
    fc.assert(
      fc.property(story, fc.nat(), (readings, cut) => {
        const whole = play(readings);
        const restarted = play(readings, (watch, i) => {
          if (i !== cut % readings.length) return;
          watch.book = fitAlarmBook(watch.watched, JSON.parse(JSON.stringify(watch.book)) as AlarmBook).book;
          watch.mirror = { ...watch.mirror, books: JSON.parse(JSON.stringify(watch.mirror.books)) as Books };
        });
        expect(restarted.facts).toEqual(whole.facts);
        expect(restarted.book).toEqual(whole.book);
      }),
      RUNS,
    );
  });

  it('looking at the clock between readings in order changes nothing but when it is told', () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(story, ticks, (readings, shares) => {
        const ordered = inOrder(readings);
        const ticked = play(ordered, (watch, i) => {
          if (i === 0) return;
          const [fromUs, toUs] = [ordered[i - 1]!.measuredAtUs, ordered[i]!.measuredAtUs];
          watch.pass((Math.round(fromUs + ((toUs - fromUs) * shares[i]!) / 12) - MONDAY_06_UTC - 1) / 1e6);
        });
        // Order of equal times aside: a look between may tell one of them before another.
        const sorted = (facts: readonly AlarmFact[]) => facts.map(({ atUs, alarm, event }) => `${atUs} ${alarm} ${event}`).sort();
        expect(sorted(ticked.facts)).toEqual(sorted(play(ordered).facts));
      }),
      RUNS,
    );
  });

  it('what the mirror leaves out as late, no alarm hears', () => {
    fc.assert(
      fc.property(story, (readings) => {
        const taken: Observation[] = [];
        const all = new Watch(EVERYTHING);
        for (const observation of readings) {
          const { revision } = all.mirror.books;
          all.hear(observation);
          if (all.mirror.books.revision !== revision) taken.push(observation);
        }
        expect(play(taken).facts).toEqual(all.facts);
      }),
      RUNS,
    );
  });
});

it('a flood of ten thousand repeats about a limit is one alarm', () => {
  const watch = new Watch(limitLine({ deadBand: 1, onDelay: 0, offDelay: 60 }));
  for (let i = 0; i < 10_000; i++) watch.say(i, 'packer', 'process.temp', i % 2 ? 90 : 101);
  watch.pass(20_000);
  expect(watch.told()).toEqual(['raised 0', `returned ${(at(9999) - MONDAY_06_UTC) / 1e6 + 60}`]);
});
