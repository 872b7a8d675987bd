import { LineDefinition } from '../../src/contract/line.js';
import { explain, pointerOf } from '../../src/contract/explain.js';
import { formatIssue, readDocument } from '../../src/plant/document.js';
import { readLine } from '../../src/plant/read.js';
import { LINE, broken } from './line.js';

function faults(text: string): string[] {
  const read = readLine(text, 'line.yaml');
  return read.ok ? [] : read.issues.map(formatIssue);
}

/** Every place of a document, and that of a key which nobody knows beside each. */
function paths(value: unknown, path: string[] = []): string[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => paths(child, [...path, key])) : [];
  const stranger = typeof value === 'object' && value !== null && !Array.isArray(value) ? [[...path, 'stranger']] : [];
  return [...(path.length > 0 ? [path] : []), ...stranger, ...below];
}

/** A copy of a document with a value at a place; undefined takes it away, in a list it leaves null. */
function put(document: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(document);
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((node, step) => node[step] as Record<string, unknown>, copy as Record<string, unknown>);
  if (value === undefined && !Array.isArray(parent)) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = value ?? null;
  return copy;
}

/** What stands in the file, what is written in its place, and the issues, each after the name of the file. */
const BROKEN: [piece: string, by: string, issues: string[]][] = [
  ['rate: 200 /min', 'ratte: 200 /min', ['15:5 /stations/0/ratte unknown key "ratte", did you mean "rate"?']],
  [
    "'2,5 kW'",
    '2,5 kW',
    [
      '24:35 /stations/0/power/idle expected a number with its unit (W, kW, MW), for example "27 kW", found 2',
      '24:37 /stations/0/power/5 kW unknown key "5 kW": inside { } a value with a decimal comma must stand in quotes',
    ],
  ],
  ['rate: 200 /min', 'rate: 200', ['15:11 /stations/0/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found 200']],
  ['rate: 200 /min', 'rate: 200 /day', ['15:11 /stations/0/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found "200 /day"']],
  ['    rate: 200 /min\n', '', ['11:5 /stations/0/rate missing: expected a number with its unit (/s, /min, /h), for example "120 /min"']],
  [
    'class: micro-stop',
    'class: microstop',
    ['21:16 /stations/0/stops/0/class expected one of micro-stop, failure, material, found "microstop", did you mean "micro-stop"?'],
  ],
  ['class: micro-stop', 'class: 7', ['21:16 /stations/0/stops/0/class expected one of micro-stop, failure, material, found 7']],
  [
    'dist: exponential',
    'dist: exponental',
    [
      '22:24 /stations/0/stops/0/every/dist expected one of fixed, exponential, uniform, triangular, lognormal, weibull, gamma, hyperexponential, empirical, mixture, found "exponental", did you mean "exponential"?',
    ],
  ],
  [
    'dist: exponential, ',
    '',
    [
      '22:16 /stations/0/stops/0/every/dist missing: expected one of fixed, exponential, uniform, triangular, lognormal, weibull, gamma, hyperexponential, empirical, mixture',
    ],
  ],
  [
    '{ dist: exponential, mean: 20 min }',
    '{ dist: hyperexponential, p: [9, 1], means: [1 min] }',
    ['22:16 /stations/0/stops/0/every expected as many means as p: 2, found 1'],
  ],
  [
    '{ dist: exponential, mean: 20 min }',
    '{ dist: mixture, weights: [1], of: [20] }',
    ['22:52 /stations/0/stops/0/every/of/0 expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", or keys with values, found 20'],
  ],
  [
    'execute: 8 kW }',
    'execute: 8 kW, perItem: 3 W }',
    ['24:69 /stations/0/power/perItem expected a number with its unit (Wh, kWh, MWh), for example "40 kWh", found "3 W"'],
  ],
  [
    'execute: 8 kW }',
    'execute: 8 kW }\n    ramp: 0 s\n    carriers: { steam: { standby: 1 kW, idle: 2 kW, exekute: 3 kW } }',
    ['25:11 /stations/0/ramp must be more than zero', '26:53 /stations/0/carriers/steam/exekute unknown key "exekute", did you mean "execute"?'],
  ],
  ['dist: exponential, mean: 20 min', 'dist: exponential, men: 20 min', ['22:37 /stations/0/stops/0/every/men unknown key "men", did you mean "mean"?']],
  [
    '{ dist: exponential, mean: 20 min }',
    '20',
    ['22:16 /stations/0/stops/0/every expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", or keys with values, found 20'],
  ],
  [
    '{ dist: exponential, mean: 20 min }',
    '20 minutes',
    ['22:16 /stations/0/stops/0/every expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found "20 minutes"'],
  ],
  [
    '{ dist: exponential, mean: 20 min }',
    '[20 min]',
    ['22:16 /stations/0/stops/0/every expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", or keys with values, found a list'],
  ],
  ['mean: 90 s, sigma: 1', 'sigma: 1', ['23:16 /stations/0/stops/0/lasts expected either mean or median']],
  ['kind: Line', 'kind: Lines', ['2:7 /kind expected "Line", found "Lines", did you mean "Line"?']],
  ['rejects: 0.01', 'rejects: 1.5', ['16:14 /stations/0/rejects must be at most 1, found 1.5']],
  ['rejects: 0.01', 'rejects: one', ['16:14 /stations/0/rejects expected a number, found "one"']],
  ['id: packer', 'id: filler', ['25:9 /stations/1/id "filler" is already the id of /stations/0']],
  ['days: [mon', 'days: [monday', ['33:52 /shifts/0/days/0 expected one of mon, tue, wed, thu, fri, sat, sun, found "monday", did you mean "mon"?']],
  ["from: '06:00', to: '14:00'", "from: 6h, to: '14:00'", ['33:84 /shifts/0/from expected a time of day such as "06:00", found "6h"']],
  ["to: '14:00'", "to: '15:00'", ['34:5 /shifts/1 overlaps shift "day" on mon 14:00']],
  ["to: '22:00', price", "to: '21:30', price", ['40:5 /tariff/periods no price from 21:30 to 22:00']],
  ["to: '22:00', price", "to: '22:30', price", ['41:7 /tariff/periods/1 overlaps period "high" at 22:00']],
  ['item: box\nstations', 'item: carton\nstations', ['9:9 /product/item no station makes "carton"; expected one of bottle, box']],
  ['takes: 10', 'takes: 10\n    buffer: { capacity: 3 }', ['30:13 /stations/1/buffer the last station has no buffer after it: what it makes leaves the line']],
  ['name: { en: Filler, fr: Remplisseuse }', 'name: Filler', ['13:11 /stations/0/name expected keys with values, found "Filler"']],
  [
    'fr: Remplisseuse',
    'de: Füller',
    ['13:11 /stations/0/name/fr missing: expected a text', '13:25 /stations/0/name/de unknown key "de"; the keys here are en, fr'],
  ],
  ['timezone: Europe/Paris', 'timezone: Europe/Pari', ['6:11 /timezone expected an IANA time zone such as Europe/Paris, found "Europe/Pari"']],
  ['id: pack-1', 'id: Pack 1', ['3:5 /id expected lower-case letters, digits and hyphens, starting with a letter or digit, found "Pack 1"']],
  ['validFrom: 2026-01-01\n', 'validFrom: 1.1.2026\n', ['38:14 /tariff/validFrom expected a date such as 2026-01-31, found "1.1.2026"']],
  ['shifts:', 'shift:', ['32:1 /shift unknown key "shift", did you mean "shifts"?']],
  ['kind: Line', 'kind: Line\nkind: Line', ['3:1 this key stands twice in the same place']],
  ['kind: Line', 'kind: Line: x', ['2:7 not YAML: a text that contains ": " must stand in quotes, and keys of one level in one column']],
  ['takes: 10', 'takes: .nan', ['29:12 /stations/1/takes expected a number, found NaN']],
  ['    item: bottle', '\titem: bottle', ['14:1 indent with spaces, not with tabs']],
  ['kind: Line', 'kind: !!foo Line', ['2:7 tags (!) are not used here']],
  [
    'takes: 10',
    'takes: 10\n    mqtt: { signals: { a: { signal: sped } } }',
    [
      '30:37 /stations/1/mqtt/signals/a/signal expected one of state, mode, speed, speedSetpoint, goodCount, processedCount, defectiveCount, blocked, starved, stopReason, power, energy, batch, or a text such as "process.name", found "sped", did you mean "speed"?',
    ],
  ],
  [
    'takes: 10',
    'takes: 10\n    mqtt: { signals: { a: { signal: process.x y } } }',
    [
      '30:37 /stations/1/mqtt/signals/a/signal expected one of state, mode, speed, speedSetpoint, goodCount, processedCount, defectiveCount, blocked, starved, stopReason, power, energy, batch, or a text such as "process.name", found "process.x y"',
    ],
  ],
  ['mqtt:', '---\nmqtt:', ['43:1 a file holds one document: remove what begins with this ---']],
  ['rejects: 0.01', 'rejects: 1', ['16:14 /stations/0/rejects must be below 1: a station that rejects everything makes nothing']],
  ['{ dist: exponential, mean: 20 min }', '{ dist: uniform, min: 2 min, max: 1 min }', ['22:16 /stations/0/stops/0/every min must be below max']],
  [
    'shifts:',
    'reasons: [{ code: 7, name: { en: a, fr: a } }, { code: 7, name: { en: b, fr: b } }]\nshifts:',
    ['32:56 /reasons/1/code stop reason "7" is already used by /reasons/0'],
  ],
  ['takes: 10', 'takes: 10\n    mqtt: { topic: filler }', ['30:20 /stations/1/mqtt/topic topic "filler" is already read by station "filler"']],
  ["to: '06:00', price", "to: '24:30', price", ['41:37 /tariff/periods/1/to a day ends at 24:00']],
  ["from: '22:00', to: '06:00'", "from: '06:00', to: '06:00'", ['41:37 /tariff/periods/1/to ends when it begins; a whole day is from 00:00 to 24:00']],
  ['stations:', 'stationes:', ['10:1 /stationes unknown key "stationes", did you mean "stations"?']],
  ['stations:', 'stations: []\nstation:', ['10:11 /stations expected at least 1 entry', '11:1 /station unknown key "station", did you mean "stations"?']],
];

describe('a plant file', () => {
  it('that is right has no issues', () => {
    expect(faults(LINE)).toEqual([]);
  });

  it.each(BROKEN)('says what is wrong where %j became %j', (piece, by, issues) => {
    expect(faults(broken(piece, by))).toEqual(issues.map((issue) => `line.yaml:${issue}`));
  });

  it('tells everything at once, in the order of the file', () => {
    const text = broken('rate: 200 /min', 'rate: 200').replace('class: micro-stop', 'class: pause').replace('takes: 10', 'take: 10');
    expect(faults(text).map((issue) => issue.split(' ').slice(0, 2).join(' '))).toEqual([
      'line.yaml:15:11 /stations/0/rate',
      'line.yaml:21:16 /stations/0/stops/0/class',
      'line.yaml:29:5 /stations/1/take',
    ]);
  });

  it('tells what parts owe each other beside what has the wrong form', () => {
    const text = broken('timezone: Europe/Paris', 'timezone: Europe/Pari')
      .replace('id: packer', 'id: filler')
      .replace("to: '14:00'", "to: '15:00'")
      .replace("to: '22:00', price", "to: '21:30', price")
      .replace('{ dist: exponential, mean: 20 min }', '{ dist: uniform, min: 2 min, max: 1 min }')
      .replace('rate: 22 /min', 'rate: 22');
    expect(faults(text)).toEqual([
      'line.yaml:6:11 /timezone expected an IANA time zone such as Europe/Paris, found "Europe/Pari"',
      'line.yaml:22:16 /stations/0/stops/0/every min must be below max',
      'line.yaml:25:9 /stations/1/id "filler" is already the id of /stations/0',
      'line.yaml:30:11 /stations/1/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found 22',
      'line.yaml:34:5 /shifts/1 overlaps shift "day" on mon 14:00',
      'line.yaml:40:5 /tariff/periods no price from 21:30 to 22:00',
    ]);
  });

  it('with one thing of the wrong form has no other issue than that', () => {
    const read = readDocument(LINE, 'line.yaml', LineDefinition);
    if (!read.ok) throw new Error('the line is not right');
    const whole = { ...(read.source.value as object), reasons: [{ code: 7, name: { en: 'Jam', fr: 'Bourrage' } }] };
    for (const path of paths(whole)) {
      for (const value of [undefined, 7, 'x y', [null], {}]) {
        const document = put(whole, path, value);
        const explained = explain(LineDefinition, document);
        if (explained.ok) continue;
        const read = readLine(JSON.stringify(document), 'line.json');
        const pointers = new Set(explained.faults.map(({ path: at }) => pointerOf(at)));
        expect([path, value, read.ok ? [] : read.issues.filter(({ pointer }) => !pointers.has(pointer))]).toEqual([path, value, []]);
      }
    }
  });

  it.each([
    ['', 'line.yaml:1:1 the file is empty'],
    ['# nothing yet\n', 'line.yaml:1:1 the file is empty'],
    ['hello', 'line.yaml:1:1 expected keys with values, found "hello"'],
    ['- a', 'line.yaml:1:1 expected keys with values, found a list'],
  ])('of the text %j is refused as a whole', (text, issue) => {
    expect(faults(text)).toEqual([issue]);
  });

  it('may be JSON', () => {
    const read = readDocument(LINE, 'line.yaml', LineDefinition);
    const json = readDocument(JSON.stringify(read.ok && read.source.value, null, 2), 'line.json', LineDefinition);
    expect(json.ok && json.value).toStrictEqual(read.ok && read.value);
  });

  it('finds the place behind an alias', () => {
    const text = broken("power: { standby: 1 kW, idle: '2,5 kW', execute: 8 kW }", 'power: &p { standby: 1 kW, idle: 2 kW, execute: 8 }').replace(
      'power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }',
      'power: *p',
    );
    expect(faults(text).map((issue) => issue.split(' ').slice(0, 2).join(' '))).toEqual([
      'line.yaml:24:53 /stations/0/power/execute',
      'line.yaml:24:53 /stations/1/power/execute',
    ]);
  });

  it('that unfolds aliases without end is refused', () => {
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1,1]',
      ...Array.from(
        { length: 8 },
        (_, i) =>
          `b${i}: &b${i} [${Array(10)
            .fill(i === 0 ? '*a' : `*b${i - 1}`)
            .join(',')}]`,
      ),
    ].join('\n');
    expect(faults(bomb)).toEqual(['line.yaml:1:1 not YAML that can be read: Excessive alias count indicates a resource exhaustion attack']);
  });
});
