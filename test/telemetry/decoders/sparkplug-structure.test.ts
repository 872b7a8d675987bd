import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import fc from '../../property.js';
import { metricOf } from '../../../src/telemetry/decoders/sparkplug-payload.js';
import { isTemplateDefinition, structureText } from '../../../src/telemetry/decoders/sparkplug-structure.js';
import { sparkplugValue } from '../../../src/telemetry/decoders/sparkplug-value.js';
import { encodeMetric, type Metric } from '../sparkplug-encode.js';

const block = (writer: BinaryWriter, field: number, bytes: Uint8Array) => writer.tag(field, WireType.LengthDelimited).bytes(bytes);
const text = (writer: BinaryWriter, field: number, value: string) => writer.tag(field, WireType.LengthDelimited).string(value);

/** A data set; each value with the field that it travels in. */
function dataSet(columns: string[], types: number[], rows: ((element: BinaryWriter) => BinaryWriter)[][]): Uint8Array {
  const set = new BinaryWriter().tag(1, WireType.Varint).uint64(columns.length);
  for (const column of columns) text(set, 2, column);
  for (const type of types) set.tag(3, WireType.Varint).uint32(type);
  for (const row of rows) {
    const elements = new BinaryWriter();
    for (const element of row) block(elements, 1, element(new BinaryWriter()).finish());
    block(set, 4, elements.finish());
  }
  return set.finish();
}
const int = (value: number) => (writer: BinaryWriter) => writer.tag(1, WireType.Varint).uint32(value >>> 0);
const long = (value: bigint) => (writer: BinaryWriter) => writer.tag(2, WireType.Varint).uint64(BigInt.asUintN(64, value));
const double = (value: number) => (writer: BinaryWriter) => writer.tag(4, WireType.Bit64).double(value);
const flag = (value: boolean) => (writer: BinaryWriter) => writer.tag(5, WireType.Varint).bool(value);
const word = (value: string) => (writer: BinaryWriter) => text(writer, 6, value);

function template(metrics: Metric[], more: { ref?: string; version?: string; definition?: boolean; parameter?: [string, number, number] } = {}): Uint8Array {
  const made = new BinaryWriter();
  if (more.version !== undefined) text(made, 1, more.version);
  for (const metric of metrics) block(made, 2, encodeMetric(metric));
  if (more.parameter) {
    const [name, type, value] = more.parameter;
    block(
      made,
      3,
      text(new BinaryWriter(), 1, name)
        .tag(2, WireType.Varint)
        .uint32(type)
        .tag(3, WireType.Varint)
        .uint32(value >>> 0)
        .finish(),
    );
  }
  if (more.ref !== undefined) text(made, 4, more.ref);
  return made
    .tag(5, WireType.Varint)
    .bool(more.definition ?? false)
    .finish();
}
const DATA_SET = 16;
const TEMPLATE = 19;

describe('structures of Sparkplug B', () => {
  it('keep a data set as JSON, by the types of its columns', () => {
    const bytes = dataSet(
      ['n', 'big', 'x', 'ok', 'lot', 'none'],
      [1, 4, 10, 11, 12, 3],
      [[int(-45), long(-7n), double(0.5), flag(true), word('L-1'), (writer) => writer]],
    );
    expect(structureText(bytes, DATA_SET)).toBe(
      '{"columns":["n","big","x","ok","lot","none"],"types":["Int8","Int64","Double","Boolean","String","Int32"],"rows":[[-45,-7,0.5,true,"L-1",null]]}',
    );
  });

  it('refuse a data set whose columns, types and rows do not fit each other', () => {
    expect(() => structureText(dataSet(['a', 'b'], [3], []), DATA_SET)).toThrow('a data set of 2 columns with 1 types');
    expect(() => structureText(dataSet(['a'], [3], [[int(1), int(2)]]), DATA_SET)).toThrow('a data set of 1 columns with a row of 2');
  });

  it('keep a template with its members, parameters and templates within', () => {
    const inner = template([{ name: 'speed', datatype: 'Int16', value: -3 }], { ref: 'motor' });
    const members: Metric[] = [
      { name: 'motor', datatype: 'Template', value: inner },
      { name: 'lot', datatype: 'String', value: 'L-1' },
      { name: 'gone', datatype: 'Double', isNull: true },
      { alias: 4, datatype: 'Int32', withoutDatatype: true, value: 6 },
    ];
    expect(JSON.parse(structureText(template(members, { ref: 'press', version: '2', parameter: ['stations', 3, -45] }), TEMPLATE)!)).toEqual({
      template: 'press',
      version: '2',
      metrics: { motor: { template: 'motor', metrics: { speed: -3 } }, lot: 'L-1', gone: null, 4: 6 },
      parameters: { stations: -45 },
    });
  });

  it('tell definitions of templates from their instances', () => {
    const of = (definition: boolean) => metricOf(encodeMetric({ name: 'press', datatype: 'Template', value: template([], { definition }) }));
    expect([isTemplateDefinition(of(true)), isTemplateDefinition(of(false))]).toEqual([true, false]);
    expect(isTemplateDefinition(metricOf(encodeMetric({ name: 'x', datatype: 'Template', value: Buffer.from([0xff]) })))).toBe(false);
    expect(isTemplateDefinition(metricOf(encodeMetric({ name: 'x', datatype: 'Int32', value: 1 })))).toBe(false);
  });

  it.each<[number, number[], string]>([
    [22, [0xe9, 0x7b], '[-23,123]'],
    [23, [0x30, 0x8a, 0xfd, 0x7f], '[-30160,32765]'],
    [24, [0xff, 0xff, 0xff, 0xff, 0xfa, 0xaf, 0xcb, 0x12], '[-1,315338746]'],
    [25, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], '[-1]'],
    [26, [23, 250], '[23,250]'],
    [27, [30, 0, 0xe8, 0xfd], '[30,65000]'],
    [28, [52, 0, 0, 0], '[52]'],
    [29, [0, 0, 0, 0, 1, 0, 0, 0], '[4294967296]'],
    [30, [0, 0, 0xc0, 0x3f], '[1.5]'],
    [31, [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], '[1.5]'],
    [32, [12, 0, 0, 0, 0x34, 0xd0], '[false,false,true,true,false,true,false,false,true,true,false,true]'],
    [33, [...Buffer.from('ABC\0héllo\0')], '["ABC","héllo"]'],
    [33, [], '[]'],
    [34, [0xe8, 3, 0, 0, 0, 0, 0, 0], '[1000]'],
    [17, [1, 2, 3], 'AQID'],
    [18, [], ''],
  ])('keep datatype %d of %p as %s', (datatype, bytes, expected) => {
    expect(structureText(Buffer.from(bytes), datatype)).toBe(expected);
  });

  it.each<[number, number[], string]>([
    [24, [1, 2, 3], '3 bytes are no Int32Array'],
    [32, [1, 0], '2 bytes are no BooleanArray'],
    [32, [99, 0, 0, 0, 1], '5 bytes are no BooleanArray'],
    [33, [65], 'a text of the StringArray has no end'],
  ])('refuse datatype %d of %p', (datatype, bytes, reason) => {
    expect(() => structureText(Buffer.from(bytes), datatype)).toThrow(reason);
  });

  it('refuse what would be longer than 16,384 characters, or templates more than 8 deep', () => {
    expect(() => structureText(dataSet(['a'], [12], [[word('x'.repeat(17_000))]]), DATA_SET)).toThrow('longer than 16384 characters as a text');
    expect(() => structureText(Buffer.alloc(20_000), 17)).toThrow('20000 bytes are more than a value may have');
    expect(() => structureText(Buffer.alloc(1024 * 1024), 22)).toThrow('more than 8192 values');
    expect(() => structureText(Buffer.alloc(1024 * 1024), 33)).toThrow('more than 8192 values');
    let deep = template([]);
    for (let depth = 1; depth < 8; depth++) deep = template([{ name: 'in', datatype: 'Template', value: deep }]);
    expect(structureText(deep, TEMPLATE)).toContain('"in"');
    expect(() => structureText(template([{ name: 'in', datatype: 'Template', value: deep }]), TEMPLATE)).toThrow(
      'templates within templates, more than 8 deep',
    );
  });

  it('cost little time and memory, whatever they hold', () => {
    const members = Buffer.alloc(1024 * 1024, Buffer.from([0x12, 0x00]));
    const rows = Buffer.alloc(1024 * 1024, Buffer.from([0x22, 0x00]));
    for (const [datatype, bytes] of [
      [TEMPLATE, members],
      [DATA_SET, rows],
    ] as const) {
      const start = performance.now();
      expect(sparkplugValue({ bytes, value: bytes }, datatype)).toMatchObject({ ok: false, reason: 'bad-value' });
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });

  it('never throw out of a value, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 15, max: 36 }), (bytes, datatype) => {
        const value = sparkplugValue({ bytes, value: bytes }, datatype);
        expect(value.ok ? typeof value.value : value.reason).toBe(value.ok ? 'string' : 'bad-value');
      }),
      { numRuns: 2000 },
    );
  });
});
