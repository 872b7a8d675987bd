import { stringify } from 'yaml';
import { DIALECTS } from '../../src/contract/dialect.js';
import { formatIssue } from '../../src/plant/document.js';
import { readCell } from '../../src/plant/read-cell.js';
import { readLine } from '../../src/plant/read.js';
import { topicsOf } from '../../src/plant/source-topics.js';
import { sourcesOf } from '../../src/plant/sources.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { exampleDocument } from '../simulator/cell/plant.js';
import { broken } from './line.js';

const PLAIN = '{ dialect: uns-json, prefix: umh/v1/demo/north/packing/pack-1 }';
/** The issues of the line with another mapping, and with one of its filler. */
function ofLine(mqtt: string, filler = '', more: (text: string) => string = (text) => text): string[] {
  const text = broken('mqtt:\n  dialect: uns-json\n  prefix: umh/v1/demo/north/packing/pack-1', `mqtt: ${mqtt}`)
    .replace("    power: { standby: 1 kW, idle: '2,5 kW'", `${filler === '' ? '' : `    mqtt: ${filler}\n`}$&`); // prettier-ignore
  const read = readLine(more(text), 'line.yaml');
  return read.ok ? [] : read.issues.map((issue) => formatIssue(issue).replace(/^line\.yaml:\d+:\d+ /, ''));
}
function ofCell(mqtt: object): string[] {
  const read = readCell(stringify({ ...exampleDocument(), mqtt }), 'cell.yaml');
  return read.ok ? [] : read.issues.map((issue) => formatIssue(issue).replace(/^cell\.yaml:\d+:\d+ /, ''));
}

describe('how the machines of a line are read', () => {
  it.each([
    '{ dialect: packtags, prefix: a/b, states: libremfg, modes: { 9: Cleaning } }',
    '{ dialect: json-bundle, prefix: a/b, messages: "", time: { field: t, format: ns }, quality: { field: q, good: [192] }, ignore: [seq] }',
    '{ dialect: uns-json, prefix: a/b, time: arrival, value: v, signals: { X/Y: { signal: power, receivedIn: W, scale: 2, offset: -1 } } }',
    '{ dialect: senml, prefix: a/b, timezone: Europe/Paris }',
    '{ dialect: opcua-json, prefix: opcua/json/data/pack-1 }',
    '{ dialect: sparkplug-b, prefix: acme/pack-1, states: libremfg }',
  ])('may be %s', (mqtt) => {
    expect(ofLine(mqtt)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['{ dialect: uns, prefix: a }', '', '/mqtt/dialect expected one of uns-json, packtags, json-bundle, senml, opcua-json, sparkplug-b, found "uns"'],
    ['{ dialect: sparkplug-b, prefix: a }', '', '/mqtt/prefix expected the group and the edge node of Sparkplug B, joined by one /'],
    ['{ dialect: sparkplug-b, prefix: a/b/c }', '', '/mqtt/prefix expected the group and the edge node of Sparkplug B, joined by one /'],
    ['{ dialect: sparkplug-b, prefix: a/b, time: arrival }', '', '/mqtt/time says nothing with sparkplug-b: its messages have a form of their own'],
    ['{ dialect: sparkplug-b, prefix: a/b }', '{ dialect: senml }', '/stations/0/mqtt a source beside the node of Sparkplug B has a dialect and a prefix of its own'],
    ['{ dialect: sparkplug-b, prefix: a/b }', '{ prefix: filler-7 }', '/stations/0/mqtt/prefix expected the group and the edge node of Sparkplug B, joined by one /'],
    [PLAIN, '{ dialect: sparkplug-b }', '/stations/0/mqtt an edge node of Sparkplug B beside other topics needs a prefix: its group/node'],
    ['{ dialect: uns-json, prefix: spBv1.0/a/b }', '', '/mqtt/prefix spBv1.0 belongs to Sparkplug B'],
    ['{ dialect: uns-json, prefix: a/+/b }', '', '/mqtt/prefix expected topic levels joined by /, without + and #, found "a/+/b"'],
    ['{ dialect: uns-json, prefix: a, states: packm }', '', '/mqtt/states expected one of packml, opc-30060, libremfg, weihenstephan, or keys with values, found "packm", did you mean "packml"?'],
    ['{ dialect: uns-json, prefix: a, states: { 1: Runing } }', '', '/mqtt/states/1 expected one of Undefined, Clearing, Stopped, Starting, Idle, Suspended, Execute, Stopping, Aborting, Aborted, Holding, Held, Unholding, Suspending, Unsuspending, Resetting, Completing, Complete, found "Runing"'],
    ['{ dialect: uns-json, prefix: a, time: { format: minutes } }', '', '/mqtt/time/format expected one of iso, s, ms, us, ns, found "minutes"'],
    ['{ dialect: uns-json, prefix: a, time: { feld: x } }', '', '/mqtt/time/feld unknown key "feld", did you mean "field"?'],
    ['{ dialect: uns-json, prefix: a, timezone: Paris }', '', '/mqtt/timezone expected an IANA time zone such as Europe/Paris, found "Paris"'],
    ['{ dialect: uns-json, prefix: a, quality: { field: q, good: [] } }', '', '/mqtt/quality/good expected at least 1 entry'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: power, receivedIn: hp } } }', '', '/mqtt/signals/X/receivedIn expected a unit that can be converted, such as W, Wh, 1/h, K or mbar, found "hp"'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: power, receivedIn: Wh } } }', '', '/mqtt/signals/X/receivedIn Wh cannot be converted to kW, in which power is kept'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: goodCount, receivedIn: kg } } }', '', '/mqtt/signals/X/receivedIn kg cannot be converted to goodCount, which has no unit'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: process.t, receivedIn: K } } }', '', '/mqtt/signals/X/receivedIn say too in which unit process.t is kept (unit)'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: state, scale: 2 } } }', '', '/mqtt/signals/X/scale state is no quantity'],
    ['{ dialect: uns-json, prefix: a, signals: { X: { signal: speed, scale: 0 } } }', '', '/mqtt/signals/X/scale must not be 0: nothing would be left of the number'],
    ['{ dialect: senml, prefix: a, time: { field: t } }', '', '/mqtt/time says nothing with senml: its messages have a form of their own'],
    ['{ dialect: json-bundle, prefix: a, value: v }', '', '/mqtt/value says nothing with json-bundle: its messages have a form of their own'],
    [PLAIN, '{ dialect: packtags, quality: { field: q, good: [1] } }', '/stations/0/mqtt/quality says nothing with packtags: its messages have a form of their own'],
    [PLAIN, '{ topic: packer }', '/stations/1/mqtt/topic topic "packer" is already read by station "filler"'],
    [PLAIN, '{ signals: { X: { signal: product } } }', '/stations/0/mqtt/signals/X/signal expected '],
  ])('%s, filler %s: %s', (mqtt, filler, message) => {
    const [issue = '', ...more] = ofLine(mqtt, filler);
    expect([issue.slice(0, message.length), more]).toEqual([message, []]);
  }); // prettier-ignore

  it('is told with its place in the file', () => {
    const read = readLine(broken('dialect: uns-json', 'dialect: uns-json\n  signals:\n    Watt: { signal: power, receivedIn: Wh }'), 'line.yaml');
    expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([
      'line.yaml:46:40 /mqtt/signals/Watt/receivedIn Wh cannot be converted to kW, in which power is kept',
    ]);
  });

  it('are told apart by their prefix too', () => {
    expect(ofLine(PLAIN, '{ topic: packer, prefix: elsewhere }')).toEqual([]);
    expect(ofLine('{ dialect: sparkplug-b, prefix: acme/pack-1 }', '{ dialect: packtags, prefix: acme/pack-1, topic: packer }')).toEqual([]);
    expect(ofLine(PLAIN, '{ dialect: sparkplug-b, prefix: acme/filler-7, topic: "" }')).toEqual([]);
  });

  it('must tell the time where the line has the clock of its sources', () => {
    const onSource = (text: string) => text.replace('timezone: Europe/Paris', 'timezone: Europe/Paris\nclock: source');
    const told = 'packtags tell no time, and the line has the clock of its sources (clock: source)';
    expect(ofLine('{ dialect: packtags, prefix: a }', '', onSource)).toEqual([`/mqtt/dialect ${told}`]);
    expect(ofLine(PLAIN, '{ dialect: packtags }', onSource)).toEqual([`/stations/0/mqtt/dialect ${told}`]);
    expect(ofLine(PLAIN, '{ time: arrival }', onSource)).toEqual([
      '/stations/0/mqtt/time the line has the clock of its sources (clock: source): their messages must tell the time',
    ]);
  });
});

describe('how the sources of a cell are read', () => {
  it.each([
    { dialect: 'packtags', sources: { press: { states: { 1: 'Execute' } }, 'utilities.air': { signals: { X: { signal: 'flow', receivedIn: 'Nm3/min' } } } } },
    { dialect: 'sparkplug-b', sources: { coater: { dialect: 'senml', prefix: 'coater' }, press: { states: 'opc-30060' } } },
  ])('may be %j', (mqtt) => {
    expect(ofCell(mqtt)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ sources: { presse: {} } }, '/mqtt/sources/presse the cell has no source "presse", did you mean "press"?'],
    [{ sources: { 'utilities.air': { signals: { X: { signal: 'flow', receivedIn: 'kg/h' } } } } }, '/mqtt/sources/utilities.air/signals/X/receivedIn kg/h cannot be converted to Nm3/h, in which flow is kept'],
    [{ dialect: 'sparkplug-b', sources: { press: { dialect: 'senml' } } }, '/mqtt/sources/press a source beside the node of Sparkplug B has a dialect and a prefix of its own'],
    [{ sources: { press: { dialect: 'sparkplug-b' } } }, '/mqtt/sources/press an edge node of Sparkplug B beside other topics needs a prefix: its group/node'],
    [{ sources: { press: { prefix: 'spBv1.0/x/y' } } }, '/mqtt/sources/press/prefix spBv1.0 belongs to Sparkplug B'],
    [{ sources: { Press: {} } }, '/mqtt/sources/Press expected a unit, or a unit and its part joined by a dot'],
  ])('%j: %s', (mqtt, message) => {
    const [issue = '', ...more] = ofCell(mqtt);
    expect([issue.slice(0, message.length), more]).toEqual([message, []]);
  }); // prettier-ignore
});

describe('the topics of a source', () => {
  const definition = (dialect: string, text = stringify({ ...exampleDocument(), mqtt: { dialect } })) => {
    const read = readCell(text, 'cell.yaml');
    if (!read.ok) throw new Error(formatIssue(read.issues[0]!));
    return read.definition;
  };

  it.each(DIALECTS.filter((dialect) => dialect !== 'sparkplug-b'))('are those that the service finds: %s', (dialect) => {
    const cell = definition(dialect);
    const table = new TopicTable([], [cell]);
    const topics = sourcesOf(cell).flatMap(topicsOf);
    expect(topics.length).toBeGreaterThan(100);
    for (const { topic, field, signal } of topics) {
      const found = table.find(topic.replace('<Name>', 'Name'));
      if (!found.ok) throw new Error(`${topic}: ${found.detail}`);
      if (found.target.kind === 'tag') expect(found.target.field.signal).toBe(signal.replace('<name>', 'name'));
      if (found.target.kind === 'bundle') expect(found.target.signals.of(field!.replace('<Name>', 'Name'))).toBe(signal.replace('<name>', 'name'));
    }
  });

  it('have the names that a dialect has for a signal', () => {
    const named = (dialect: string) =>
      sourcesOf(definition(dialect))
        .filter(({ unit }) => unit === 'press')
        .flatMap(topicsOf)
        .filter(({ signal }) => signal === 'processedCount' || signal === 'energy')
        .map(({ topic, field }) => field ?? topic);
    expect(DIALECTS.map(named)).toEqual([
      ['umh/v1/demo/valclair/solids/solid-dose/press/_packml_v1/Admin/ProdProcessedCount/0/AccCount', 'umh/v1/demo/valclair/solids/solid-dose/press/_energy_v1/AcActiveEnergyTotalImportHp'],
      ['demo/valclair/solids/solid-dose/press/Admin/ProdProcessedCount/0/AccCount', 'demo/valclair/solids/solid-dose/press/Energy/AcActiveEnergyTotalImportHp'],
      ['processed', 'kWh'],
      ['processedCount', 'energy'],
      ['Admin.ProdProcessedCount[0].AccCount', 'Energy.AcActiveEnergyTotalImportHp'],
      ['Admin/ProdProcessedCount[0]/AccCount', 'Energy/AcActiveEnergyTotalImportHp'],
    ]); // prettier-ignore
  });
});
