import fc from '../property.js';
import type { LineStop, OeeHour, OeeStep } from '../../src/contract/line-oee.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { PACKML_STATES } from '../../src/contract/packml.js';
import { TWIN_SIGNALS } from '../../src/contract/telemetry.js';
import { nextStates } from '../../src/model/packml.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { bridgeRows } from '../../web/src/panels/losses/bridge-rows.js';
import { oeeHoursView, unknownS } from '../../web/src/panels/losses/oee-hours-view.js';
import { lineNames } from '../../web/src/panels/losses/line-names.js';
import { FIRST_SORT, nextSort, sortStops } from '../../web/src/panels/losses/stop-order.js';
import { behind, lossName, readLoss } from '../../web/src/panels/losses/loss.js';
import { causeName } from '../../web/src/panels/losses/lost-view.js';
import { assigned, merged, reasonCodes, split, withdrawn } from '../../web/src/panels/losses/stop-sayings.js';
import { PLACES, WAYS } from '../../web/src/panels/machine/packml-layout.js';
import { parameterPlace } from '../../web/src/panels/machine/parameter-place.js';
import { parameterText } from '../../web/src/panels/machine/parameter-text.js';
import { signalFacts, trendSignals } from '../../web/src/panels/machine/shown-signals.js';
import { signalName } from '../../web/src/panels/machine/signal-name.js';
import { statePath, waysOf } from '../../web/src/panels/machine/state-path.js';
import { TWIN_SIGNALS as NAMED } from '../../web/src/panels/machine/twin-signals.js';
import { smallLine } from '../model/mirror-lines.js';
import { unitView } from './view.js';
import { plainSpaces, wordsOf } from './words.js';

describe('the bridge of times', () => {
  it('hangs what is lost from what was left, and stands what is gained on it', () => {
    const steps: OeeStep[] = [
      { kind: 'level', level: 'tF', s: 100 },
      { kind: 'loss', loss: 'speed', s: 30 },
      { kind: 'loss', loss: 'buffer', s: -10 },
      { kind: 'level', level: 'tN', s: 80 },
    ];
    expect(bridgeRows(steps).map(({ fromS, toS }) => [fromS, toS])).toEqual([[0, 100], [70, 100], [80, 70], [0, 80]]); // prettier-ignore
  });
});

const STOP: LineStop = {
  unit: 'filler',
  fromUs: 0,
  began: true,
  toUs: null,
  whole: false,
  downS: 600,
  kind: 'breakdown',
  reason: null,
  machineReason: null,
  said: null,
  part: false,
  merged: null,
};

describe('what is said of stops', () => {
  const at = (s: number) => s * 1e6;

  it('gives a stop that goes on a reason without an end, and cuts it where it is said to', () => {
    expect(assigned([STOP, { ...STOP, fromUs: at(60), toUs: at(90) }], 65, '')).toEqual([
      { what: 'assign', unit: 'filler', fromUs: 0, toUs: null, reason: 65, comment: null },
      { what: 'assign', unit: 'filler', fromUs: at(60), toUs: at(90), reason: 65, comment: null },
    ]);
    expect(split({ ...STOP, toUs: at(600) }, 90, [65, 901])).toMatchObject([
      { fromUs: 0, toUs: at(90), reason: 65 },
      { fromUs: at(90), toUs: at(600), reason: 901 },
    ]);
  });

  it('makes several stops of one machine one, and takes back all that was said of a stop', () => {
    const later = { ...STOP, fromUs: at(700), said: { seq: 4, who: 'chief', recordedAtUs: 0, comment: null }, merged: { stops: 2, by: [2, 3] } };
    expect(merged([later, { ...STOP, toUs: at(600) }], at(900))).toEqual([{ what: 'merge', unit: 'filler', fromUs: 0, toUs: at(900) }]);
    expect([merged([STOP], at(900)), merged([STOP, { ...STOP, unit: 'packer' }], at(900))]).toEqual([null, null]);
    expect([withdrawn(STOP), withdrawn(later)]).toEqual([[], [4, 2, 3].map((of) => ({ what: 'withdraw', of }))]);
  });

  it('offers the codes of the plant file, of a range its first, and no groups', () => {
    const name = { en: 'n', fr: 'n' };
    expect(reasonCodes({ reasons: [{ code: 65, name }, { from: 950, to: 959, name }, { id: 'group', name }] })).toEqual([65, 950]); // prettier-ignore
  });
});

describe('the table of stops', () => {
  const stop = (fromUs: number, downS: number, unit: string): LineStop => ({ ...STOP, unit, fromUs, downS });
  const stops = [stop(3, 10, 'b'), stop(2, 30, 'a'), stop(1, 20, 'c')];
  const order = (sort: typeof FIRST_SORT) => sortStops(stops, sort, ({ unit }) => unit).map(({ fromUs }) => fromUs);

  it('is sorted by its columns: figures from the greatest, words from A, and back', () => {
    const duration = nextSort(FIRST_SORT, 'duration');
    const machine = nextSort(duration, 'machine');
    expect([FIRST_SORT, duration, nextSort(duration, 'duration'), machine, nextSort(machine, 'machine')].map(order)).toEqual([
      [3, 2, 1],
      [2, 1, 3],
      [3, 1, 2],
      [2, 3, 1],
      [1, 3, 2],
    ]);
  });

  it('names machines and reasons as the plant file does, and by ids and codes without it', () => {
    const { definition } = smallLine({ reasons: [{ code: 65, name: { en: 'Jam', fr: 'Bourrage' } }] });
    const known = lineNames(definition, formatsOf('fr'));
    expect([known.machine('filler'), known.reason(65), known.reason(66), known.machine('mixer')]).toEqual(['filler', 'Bourrage', '66', 'mixer']);
    expect(lineNames(undefined, formatsOf('en')).reason(65)).toBe('65');
  });
});

describe('the path of a machine', () => {
  const at = (...states: [number, string][]) => states.map(([fromUs, state]) => ({ fromUs, state }));

  it('is what is stored and then what the stream told, its newest states alone', () => {
    const history = at([0, 'Execute'], [10, 'Held'], [20, 'Execute'], [35, 'Execute']);
    expect(statePath(history, at([30, 'Execute'], [40, 'Holding'], [41, 'Held']), 4)).toEqual([
      { state: 'Held', atUs: 10 },
      { state: 'Execute', atUs: 20 },
      { state: 'Holding', atUs: 40 },
      { state: 'Held', atUs: 41 },
    ]);
  });

  it('numbers every change once', () => {
    expect(waysOf(statePath(at([0, 'Held'], [1, 'Execute'], [2, 'Held'], [3, 'Execute']), [], 9))).toEqual([
      { from: 'Held', to: 'Execute', numbers: [1, 3] },
      { from: 'Execute', to: 'Held', numbers: [2] },
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Execute', 'Held', 'Idle')), fc.integer({ min: 1, max: 12 }), (states, most) => {
        const path = statePath(
          states.map((state, fromUs) => ({ fromUs, state })),
          [],
          most,
        );
        expect(waysOf(path).flatMap(({ numbers }) => numbers).sort((a, b) => a - b)).toEqual(path.slice(1).map((_, i) => i + 1)); // prettier-ignore
        expect(path.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is drawn over all states of PackML and ways that it has', () => {
    expect(Object.keys(PLACES).sort()).toEqual(PACKML_STATES.filter((state) => state !== 'Undefined').sort());
    expect(new Set(Object.values(PLACES).map((place) => place.join())).size).toBe(17);
    for (const [from, to] of WAYS) expect([from, nextStates(from)]).toEqual([from, expect.arrayContaining([to])]);
  });
});

describe('signals of a machine', () => {
  const mqtt = {
    topic: 'filler',
    signals: { Force: { signal: 'process.mainCompForce', unit: 'kN', low: 4, high: 10 } },
  } satisfies NonNullable<LineDefinition['stations'][number]['mqtt']>;
  const { definition } = smallLine();
  const told = { ...definition, stations: definition.stations.map((station) => (station.id === 'filler' ? { ...station, mqtt } : station)) };

  it('have the unit and limits of their mapping', () => {
    expect(signalFacts(told, 'filler', 'process.mainCompForce')).toEqual({ name: null, unit: 'kN', low: 4, high: 10 });
    expect(signalFacts(told, 'packer', 'process.mainCompForce')).toEqual({ name: null, unit: null, low: null, high: null });
    expect(signalFacts(undefined, 'filler', 'power')).toEqual({ name: null, unit: 'kW', low: null, high: null });
  });

  it('have a trend where they are numbers that are measured', () => {
    const reading = (value: number | string) => ({ value, measuredAtUs: 1, quality: 'good' as const });
    const view = unitView('producing', {
      powerKw: reading(6),
      signals: { 'process.force': reading(7), 'process.recipe': reading('A'), goodCount: reading(5), 'process.none': null },
    });
    expect(trendSignals(view).map(({ signal }) => signal)).toEqual(['power', 'process.force']);
  });

  it('are all named, process values as their names say', () => {
    expect([...NAMED]).toEqual([...TWIN_SIGNALS]);
    const force = 'process.mainCompForce';
    const given = { en: 'Main compression force', fr: 'Force de compression principale' };
    expect([
      signalName(wordsOf('fr'), formatsOf('fr'), 'speed', null),
      signalName(wordsOf('en'), formatsOf('en'), force, null),
      signalName(wordsOf('fr'), formatsOf('fr'), force, given),
    ]).toEqual(['Cadence', 'Main comp force', given.fr]);
  });
});

it('parameters are written as the plant file says them', () => {
  const text = (value: Parameters<typeof parameterText>[2]['value'], unit: string | null = null) =>
    plainSpaces(parameterText(wordsOf('en'), formatsOf('en'), { value, unit }));
  expect([text(27, 'kW'), text(540, 's'), text(0.02), text({ dist: 'lognormal', median: 120, sigma: 0.8 }), text({ dist: 'empirical' })]).toEqual([
    '27 kW',
    '9 min',
    '0.02',
    'log-normal (median 2 min, sigma 0.8)',
    'as observed',
  ]);
});

it('parameters are called by the words of the form that changes them', () => {
  const law = { id: 'jam', name: { en: 'Jam', fr: 'Bourrage' }, class: 'micro-stop', clock: 'operation', every: { dist: 'fixed', value: 60 }, lasts: { dist: 'fixed', value: 5 } } as const; // prettier-ignore
  const station = { ...smallLine().definition.stations[0]!, stops: [law] };
  const called = (place: string) => plainSpaces(parameterPlace(place, station, wordsOf('fr'), formatsOf('fr')));
  expect(['rate', 'takes', 'buffer/capacity', `stops/${law.id}/every`, 'power/execute', 'something/else'].map(called)).toEqual([
    'cadence',
    'articles de la machine précédente, pour un',
    'stock tampon en aval, capacité',
    `${law.name.fr} : temps entre deux`,
    'puissance, en production',
    'something/else',
  ]);
  const telling = { value: { dist: 'exponential', mean: 72_000 }, unit: 's' };
  expect(plainSpaces(parameterText(wordsOf('fr'), formatsOf('fr'), telling))).toBe('exponentielle (moyenne 20 h)');
});

describe('a loss of the bridge', () => {
  it('is stops, other time or a figure, and an address names it or nothing', () => {
    expect(['down', 'minor-stop', 'starved', 'changeover', 'speed', 'tU', 'toString', undefined].map((id) => { const loss = readLoss(id); return loss && behind(loss).kind; })) // prettier-ignore
      .toEqual(['stops', 'stops', 'time', 'time', 'figure', undefined, undefined, undefined]);
    const t = wordsOf('fr');
    expect([lossName(t, 'blocked'), lossName(t, 'rejects')]).toEqual([expect.any(String), 'rebuts']);
  });

  it('is put down to machines by name, to what lies outside the line, or to a reason', () => {
    const words = {
      machine: (id: string) => `machine ${id}`,
      reason: (code: number | null) => (code === null ? 'none' : `reason ${code}`),
      outside: 'outside',
    };
    const none = { unit: null, outside: false, reason: null };
    expect([{ ...none, unit: 'packer' }, { ...none, outside: true }, { ...none, reason: 7 }, none].map((cause) => causeName(cause, words))).toEqual([
      'machine packer',
      'outside',
      'reason 7',
      'none',
    ]);
  });
});

describe('effectiveness by the hour', () => {
  const at = (h: number) => Date.parse('2026-06-01T06:00:00Z') * 1e3 + h * 3600e6;
  const hour = (h: number, more: Partial<OeeHour>): OeeHour => {
    const times = { usefulS: 1800, requiredS: 3600, openingS: 3600, totalS: 3600, busyS: 3600, trs: 0.5, trg: 0.5, tre: 0.5, oee: 0.5 };
    return { day: '2026-06-01', hour: 8 + h, fromUs: at(h), toUs: at(h + 1), ...times, ...more };
  };

  it('is empty where there is no such time, and not known where something was not heard', () => {
    const off = hour(1, { usefulS: 0, requiredS: 0, openingS: 0, trs: null, trg: null, tre: 0 });
    const silent = hour(2, { usefulS: 0, requiredS: 0, openingS: 0, totalS: 0, trs: null, trg: null, tre: null });
    const hours = [hour(0, {}), off, silent, { ...hour(3, {}), day: '2026-06-02' }];
    const shown = (main: 'trs' | 'tre') => oeeHoursView(hours, main).cells.map(({ row, value, empty }) => [row, value, empty]);
    expect(shown('trs')).toEqual([[0, 0.5, false], [0, null, true], [0, null, false], [1, 0.5, false]]); // prettier-ignore
    expect(shown('tre')).toEqual([[0, 0.5, false], [0, 0, false], [0, null, false], [1, 0.5, false]]); // prettier-ignore
    expect(hours.map(unknownS)).toEqual([0, 0, 3600, 0]);
    expect(oeeHoursView(hours, 'trs').days).toEqual([{ day: '2026-06-01', fromUs: at(0), toUs: at(3) }, { day: '2026-06-02', fromUs: at(3), toUs: at(4) }]); // prettier-ignore
  });
});
