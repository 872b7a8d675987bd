import { unsPayload } from './message.js';
import type { WayOut } from './way-out.js';

/** UNS JSON: one tag a topic, below the prefix of the cell. */
export function unsJson(prefix: string): WayOut {
  return {
    qos: 1,
    encode: (readings) =>
      readings.map(({ source, tag, value, timeMs }) => ({
        topic: source === '' ? `${prefix}/${tag}` : `${prefix}/${source}/${tag}`,
        payload: unsPayload(timeMs, value),
      })),
  };
}
