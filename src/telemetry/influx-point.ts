import type { IPoint } from 'influx';
import type { Observation } from '../contract/telemetry.js';
import { kindOf, KIND } from './history-row.js';

/** The one measurement. Dashboards of users query it: its tags and fields never change their meaning. */
export const MEASUREMENT = 'readings';

/** A field exactly as the line protocol writes it. The client quotes strings wrongly where a backslash precedes a quote. */
class Literal {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

const integer = (value: number): Literal => new Literal(`${value}i`);
const text = (value: string): Literal => new Literal(`"${value.replace(/["\\]/g, '\\$&')}"`);

/** A reading as a point: tags line, unit, signal; fields kind, num or str or bool, quality, received_us; time [us]. */
export function toPoint(o: Observation): IPoint & Required<Pick<IPoint, 'tags' | 'fields'>> {
  const kind = kindOf(o.value);
  const fields: Record<string, Literal> = { kind: integer(kind), quality: text(o.quality), received_us: integer(o.receivedAtUs) };
  if (kind === KIND.number) fields.num = new Literal(String(o.value));
  else if (kind === KIND.text) fields.str = text(o.value as string);
  else if (kind === KIND.flag) fields.bool = new Literal(String(o.value));
  return { measurement: MEASUREMENT, tags: { line: o.line, unit: o.unit, signal: o.signal }, fields, timestamp: String(o.measuredAtUs) };
}
