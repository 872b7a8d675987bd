import { packTag } from './source.js';
import type { WayOut } from './way-out.js';

/** PackTags, a topic for each tag: the value alone as text. It has no time, so that what lies in the past cannot be told. */
export function packTags(prefix: string): WayOut {
  return {
    qos: 1,
    encode: (readings) =>
      readings.map(({ source, tag, value }) => ({ topic: [prefix, source, packTag(tag)].filter((level) => level !== '').join('/'), payload: String(value) })),
  };
}
