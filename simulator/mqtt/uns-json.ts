import { unsPayload } from './message.js';
import type { Sender, WayOut } from './way-out.js';

/** UNS JSON: one tag a topic. */
export function unsJson({ enterprise, site, area, cell }: Sender): WayOut {
  const prefix = ['umh', 'v1', enterprise, site, area, cell].join('/');
  return {
    qos: 1,
    encode: (readings) =>
      readings.map(({ source, tag, value, timeMs }) => ({
        topic: source === '' ? `${prefix}/${tag}` : `${prefix}/${source}/${tag}`,
        payload: unsPayload(timeMs, value),
      })),
  };
}
