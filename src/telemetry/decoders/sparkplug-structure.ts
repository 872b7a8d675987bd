import { arrayOf } from './sparkplug-array.js';
import { metricOf, type SparkplugMetric } from './sparkplug-payload.js';
import { scalarOf, typeName, type WireScalar } from './sparkplug-scalar.js';
import { bits32, bits64, block, readMessage, varint, type Fields } from './sparkplug-wire.js';

type Json = number | boolean | string | null | Json[] | { [name: string]: Json };

/** Characters of the JSON text that a structure may become. */
const MAX_STRUCTURE_TEXT = 16_384;
const MAX_ITEMS = MAX_STRUCTURE_TEXT / 2;
const MAX_DEPTH = 8; // of templates within templates

interface Value {
  value?: WireScalar;
}
interface Parameter extends Value {
  name?: string;
  type?: number;
}
interface DataSet {
  columns: string[];
  types: number[];
  rows: Value[][];
}
interface Template {
  version?: string;
  metrics: SparkplugMetric[];
  parameters: Parameter[];
  ref?: string;
  isDefinition?: boolean;
}

/** An item costs a text two characters at least. */
function add<T>(list: T[], item: T): void {
  if (list.length === MAX_ITEMS) throw new RangeError(`more than ${MAX_ITEMS} values`);
  list.push(item);
}

/** The six kinds of value from a field number on. */
const valueFields = (first: number): Fields<Value> => ({
  [first]: varint((reader, into) => void (into.value = reader.uint32())),
  [first + 1]: varint((reader, into) => void (into.value = BigInt(reader.uint64()))),
  [first + 2]: bits32((reader, into) => void (into.value = reader.float())),
  [first + 3]: bits64((reader, into) => void (into.value = reader.double())),
  [first + 4]: varint((reader, into) => void (into.value = reader.bool())),
  [first + 5]: block((reader, into) => void (into.value = reader.string())),
});
const ELEMENT = valueFields(1);
const ROW: Fields<Value[]> = { 1: block((reader, row) => add(row, readMessage(reader.bytes(), ELEMENT, {}))) };
const DATA_SET: Fields<DataSet> = {
  2: block((reader, set) => add(set.columns, reader.string())),
  3: varint((reader, set) => add(set.types, reader.uint32())),
  4: block((reader, set) => add(set.rows, readMessage(reader.bytes(), ROW, []))),
};
const PARAMETER: Fields<Parameter> = {
  ...valueFields(3),
  1: block((reader, parameter) => void (parameter.name = reader.string())),
  2: varint((reader, parameter) => void (parameter.type = reader.uint32())),
};
const TEMPLATE: Fields<Template> = {
  1: block((reader, template) => void (template.version = reader.string())),
  2: block((reader, template) => add(template.metrics, metricOf(reader.bytes()))),
  3: block((reader, template) => add(template.parameters, readMessage(reader.bytes(), PARAMETER, {}))),
  4: block((reader, template) => void (template.ref = reader.string())),
  5: varint((reader, template) => void (template.isDefinition = reader.bool())),
};

/**
 * A data set, template, array, file or run of bytes as a text: JSON `{"columns":[…],"types":[…],"rows":[[…]]}`, JSON
 * `{"template":…,"version":…,"metrics":{…},"parameters":{…}}`, a JSON array, base64. Null where the datatype is none of
 * these. Throws a sentence where the bytes are none such, or would make a text longer than `MAX_STRUCTURE_TEXT`.
 */
export function structureText(bytes: Uint8Array, datatype: number | undefined): string | null {
  const json = structureOf(bytes, typeName(datatype), 0);
  if (json === null) return null;
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  if (text.length > MAX_STRUCTURE_TEXT) throw new RangeError(`longer than ${MAX_STRUCTURE_TEXT} characters as a text`);
  return text;
}

/** Whether a template only says what its instances are like. */
export function isTemplateDefinition({ datatype, value }: SparkplugMetric): boolean {
  if (typeName(datatype) !== 'Template' || !(value instanceof Uint8Array)) return false;
  try {
    return readMessage<Template>(value, { 5: TEMPLATE[5]! }, { metrics: [], parameters: [] }).isDefinition === true;
  } catch {
    return false;
  }
}

function structureOf(bytes: Uint8Array, type: string, depth: number): Json {
  if (type === 'DataSet') return dataSetOf(bytes);
  if (type === 'Template') return templateOf(bytes, depth);
  if (type === 'Bytes' || type === 'File') {
    if (bytes.length > (MAX_STRUCTURE_TEXT / 4) * 3) throw new RangeError(`${bytes.length} bytes are more than a value may have`);
    return Buffer.from(bytes).toString('base64');
  }
  return type.endsWith('Array') ? arrayOf(bytes, type, MAX_ITEMS) : null;
}

function dataSetOf(bytes: Uint8Array): Json {
  const { columns, types, rows } = readMessage<DataSet>(bytes, DATA_SET, { columns: [], types: [], rows: [] });
  if (types.length !== columns.length) throw new RangeError(`a data set of ${columns.length} columns with ${types.length} types`);
  const uneven = rows.find((row) => row.length !== columns.length);
  if (uneven) throw new RangeError(`a data set of ${columns.length} columns with a row of ${uneven.length}`);
  return { columns, types: types.map(typeName), rows: rows.map((row) => row.map(({ value }, i) => scalarJson(value, types[i]))) };
}

function templateOf(bytes: Uint8Array, depth: number): Json {
  if (depth === MAX_DEPTH) throw new RangeError(`templates within templates, more than ${MAX_DEPTH} deep`);
  const { ref, version, metrics, parameters } = readMessage<Template>(bytes, TEMPLATE, { metrics: [], parameters: [] });
  return {
    template: ref ?? null,
    ...(version === undefined ? {} : { version }),
    metrics: Object.fromEntries(metrics.map((metric) => [metric.name ?? metric.alias ?? '', memberJson(metric, depth + 1)])),
    ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters.map(({ name = '', type, value }) => [name, scalarJson(value, type)])) }),
  };
}

const memberJson = ({ isNull, value, datatype }: SparkplugMetric, depth: number): Json =>
  isNull !== true && value instanceof Uint8Array
    ? structureOf(value, typeName(datatype), depth)
    : scalarJson(isNull === true ? undefined : (value as WireScalar), datatype);

/** A value without datatype, as in messages after a birth, stays as it travels. */
function scalarJson(value: WireScalar | undefined, datatype: number | undefined): Json {
  if (value === undefined) return null;
  const converted = datatype === undefined ? value : scalarOf(value, datatype);
  return typeof converted === 'bigint' ? Number(converted) : (converted ?? null);
}
