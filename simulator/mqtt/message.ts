/** A reading in the UNS JSON dialect: one tag a topic, the time in milliseconds since the epoch. */
export function unsPayload(timeMs: number, value: number | string | boolean): string {
  return `{"timestamp_ms":${timeMs},"value":${typeof value === 'number' ? value : JSON.stringify(value)}}`;
}
