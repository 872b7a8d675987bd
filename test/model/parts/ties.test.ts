import { HAPPENING } from '../../../src/model/parts/layout.js';
import { reportParts } from '../../../src/model/parts/report.js';
import { runParts } from '../../../src/model/parts/run.js';
import type { Begin, PartsSpec } from '../../../src/model/parts/spec.js';
import { startParts } from '../../../src/model/parts/state.js';
import { compiledParts, fixed, log, to } from './specs.js';

const NAME = Object.fromEntries(Object.entries(HAPPENING).map(([name, number]) => [number, name]));

/** Every event in words, `at happening station`, and the report. */
function story(spec: PartsSpec, until: number, begin: Begin = {}) {
  const { watch, seen } = log();
  const model = compiledParts(spec);
  const state = startParts(model, { seed: 1, replication: 0, begin, watch });
  runParts(model, state, until);
  return { events: seen.map(([happening, at, station]) => `${at} ${NAME[happening]} ${spec.stations[station]!.id}`), report: reportParts(model, state) };
}

const at = (events: string[], time: number) => events.filter((event) => event.startsWith(`${time} `)).map((event) => event.slice(`${time} `.length));
const source = (id: string, station: string, first: number, between: number, limit = Infinity) => ({
  id,
  to: { station },
  first,
  between: fixed(between),
  limit,
});

describe('events of one instant', () => {
  it('all happen before anything starts: the part that stands first is served, not the one that was told of first', () => {
    const spec: PartsSpec = {
      classes: [
        { id: 'low', priority: 1 },
        { id: 'high', priority: 0 },
      ],
      sources: [
        { ...source('lows', 's', 5, 100), mix: [{ class: 'low', share: 1 }] },
        { ...source('highs', 's', 5, 100), mix: [{ class: 'high', share: 1 }] },
      ],
      stations: [{ id: 's', discipline: 'priority', service: { byClass: { low: fixed(10), high: fixed(1) } } }],
    };
    expect(at(story(spec, 6).events, 6)).toStrictEqual(['finish s', 'leave s', 'start s']);
  });

  it('a completion comes before an arrival: who comes when another goes finds room', () => {
    const spec: PartsSpec = { sources: [source('source', 's', 0, 2)], stations: [{ id: 's', service: { every: fixed(2) }, inputs: [{ system: 1 }] }] };
    expect(story(spec, 20).report.classes[0]).toMatchObject({ arrived: 11, lost: 0, left: 10 });
  });

  it('a completion comes before a failure: the part is done, and the machine fails with the next one', () => {
    const spec: PartsSpec = {
      stations: [{ id: 's', supply: {}, service: { every: fixed(2) }, failures: [{ clock: 'operation', after: fixed(6), lasts: fixed(1) }] }],
    };
    expect(at(story(spec, 6).events, 6)).toStrictEqual(['finish s', 'leave s', 'start s', 'fail s']);
  });

  it('a completion comes before a repair, a repair before a failure', () => {
    const broken = (after: number) => [{ clock: 'time' as const, after: fixed(after), lasts: fixed(3) }];
    const spec: PartsSpec = {
      sources: [source('source', 'works', 1, 100)],
      stations: [
        { id: 'fails', service: { every: fixed(1) }, failures: broken(5) },
        { id: 'repaired', service: { every: fixed(1) }, failures: broken(2) },
        { id: 'works', service: { every: fixed(4) } },
      ],
    };
    expect(at(story(spec, 5).events, 5)).toStrictEqual(['finish works', 'leave works', 'repair repaired', 'fail fails']);
  });

  it('a calendar comes first: a station that closes begins nothing, but finishes what ends at that instant', () => {
    const spec: PartsSpec = {
      sources: [source('source', 's', 4, 6)],
      stations: [
        {
          id: 's',
          service: { every: fixed(6) },
          calendar: {
            spans: [
              [0, 10],
              [12, 30],
            ],
          },
        },
      ],
    };
    const { events } = story(spec, 12);
    expect(at(events, 10)).toStrictEqual(['close s', 'finish s', 'leave s', 'enter s']);
    expect(at(events, 12)).toStrictEqual(['open s', 'start s']);
  });

  it('of one kind the station that is named first comes first', () => {
    const spec: PartsSpec = {
      sources: [source('source', 'b', 1, 100), source('other', 'a', 1, 100)],
      stations: [
        { id: 'a', service: { every: fixed(2) } },
        { id: 'b', service: { every: fixed(2) } },
      ],
    };
    const { events } = story(spec, 3);
    expect(at(events, 1).filter((event) => event.startsWith('enter'))).toStrictEqual(['enter b', 'enter a']); // by source
    expect(at(events, 3)).toStrictEqual(['finish a', 'leave a', 'finish b', 'leave b']);
  });

  it('who waits for room is let in by the time it has waited', () => {
    const feeder = (id: string) => ({ id, supply: {}, next: to('narrow') });
    const spec: PartsSpec = {
      stations: [
        { ...feeder('slow'), service: { every: fixed(3) } },
        { ...feeder('quick'), service: { every: fixed(2) } },
        { id: 'narrow', service: { every: fixed(5) }, inputs: [{ waiting: 0 }] },
      ],
    };
    const { events } = story(spec, 12);
    expect(events.filter((event) => event.includes('leave') && !event.includes('narrow'))).toStrictEqual(['2 leave quick', '7 leave slow', '12 leave quick']);
  });

  it('a chain of services of no time is served within the instant', () => {
    const spec: PartsSpec = {
      sources: [source('source', 'a', 1, 100)],
      stations: [
        { id: 'a', service: { every: fixed(0) }, next: to('b') },
        { id: 'b', service: { every: fixed(0) } },
      ],
    };
    expect(story(spec, 1).report.classes[0]).toMatchObject({ left: 1, sojourn: 0 });
  });
});
