import { z } from 'zod';
import type { Fault } from '../contract/explain.js';
import { isMap } from '../contract/plain.js';
import { LineDefinition, Shift, Station, StopLaw } from '../contract/line.js';
import { StopReason } from '../contract/reason.js';
import { Tariff } from '../contract/energy.js';

/** What stands where a field cannot be read: a value, made anew where it has to differ from all others, or another way to read it. */
type StandIn = z.ZodType | (() => unknown);

const FLOW = ['id', 'item', 'takes', 'next', 'buffer'];

/**
 * What can be read of a line that has faults of form, so that its other parts can be checked all the same. Where something
 * cannot be read stands what has no faults of its own; where that is part of the flow, nothing is said of how stations follow
 * each other. Null for what is no line at all.
 */
export function readablePart(document: unknown, faults: readonly Fault[]): LineDefinition | null {
  const read = LENIENT_LINE.safeParse(document);
  if (!read.success) return null;
  const line = read.data as LineDefinition;
  const stations = line.stations.map((station) => ({
    ...station,
    ...(!hasStations(document) || faults.some(isOfFlow) ? { item: line.product.item, takes: 1, next: undefined, buffer: undefined } : {}),
    ...(faults.some(({ path }) => path[0] === 'timezone') ? { outages: undefined } : {}),
  }));
  return { ...line, stations };
}

const hasStations = (document: unknown): boolean => isMap(document) && Array.isArray(document['stations']);

/** A key that nobody knows may have meant the flow. */
const isOfFlow = ({ path: [part, , key, ...deeper], atKey }: Fault): boolean =>
  part === 'product' || (part === 'stations' && (key === undefined || FLOW.includes(String(key)) || (atKey && deeper.length === 0)));

function lenientLine(): z.ZodType {
  let strangers = 0;
  const other = () => `unreadable ${++strangers}`;
  const second = () => ({ dist: 'fixed', value: 1 });
  const stop = lenient(StopLaw.shape, { id: other, every: second, lasts: second });
  const topic = lenient(Station.shape.mqtt.unwrap().shape, { topic: other }).optional().catch(undefined);
  const station = lenient(Station.shape, { id: other, item: other, takes: () => 1, rejects: () => 0, stops: list(stop), mqtt: topic });
  const reason = lenient(StopReason.shape, { code: () => -++strangers });
  const { element: period } = Tariff.shape.periods;
  const periods = z.array(lenient(period.shape, { id: other, price: () => 0, from: period.shape.from, to: period.shape.to }));
  const wholeDay = () => [{ id: other(), from: '00:00', to: '24:00', price: 0 }];
  const product = lenient(LineDefinition.shape.product.shape, { item: other });
  return lenient(LineDefinition.shape, {
    timezone: () => 'UTC',
    product: product.catch(() => product.parse({})),
    stations: list(station).transform((stations) => (stations.length > 0 ? stations : [station.parse({})])),
    shifts: list(lenient(Shift.shape, { id: other, days: () => [], from: () => null, to: () => null }).transform(idleUnlessTimed)),
    reasons: list(reason),
    mqtt: () => ({ dialect: 'uns-json', prefix: 'unreadable', signals: {} }),
    tariff: lenient(Tariff.shape, { periods: periods.min(1).catch(wholeDay) })
      .optional()
      .catch(undefined),
  });
}

/** A shift whose times cannot be read is on no day. */
const idleUnlessTimed = (shift: Record<string, unknown>) =>
  shift.from === null || shift.to === null ? { ...shift, days: [], from: '00:00', to: '24:00' } : shift;

/** An object of which every field may be wrong. */
function lenient(shape: z.core.$ZodLooseShape, standIns: Record<string, StandIn>): z.ZodObject<Record<string, z.ZodType>> {
  const fields = Object.entries(shape as Record<string, z.ZodType>).map(([key, field]): [string, z.ZodType] => {
    const standIn = standIns[key];
    if (standIn instanceof z.ZodType) return [key, standIn];
    return [key, standIn === undefined ? field.optional().catch(undefined) : field.catch(standIn)];
  });
  return z.object(Object.fromEntries(fields));
}

/** A list of which every entry may be wrong; none where it is no list. */
const list = (entry: z.ZodType) => z.array(entry.catch(() => entry.parse({}))).catch([]);

const LENIENT_LINE = lenientLine();
