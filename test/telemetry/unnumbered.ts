import type { Decoded } from '../../src/telemetry/decode.js';
import type { Numbered } from '../../src/telemetry/series-number.js';

/** What a message says, without what only this process knows of it: numbers of series depend on which tests ran before. */
export function unnumbered(decoded: Decoded): Decoded {
  if (!decoded.ok) return decoded;
  const { topic: _topic, observations, ...rest } = decoded;
  return { ...rest, observations: observations.map(withoutNumber) };
}

export function withoutNumber({ series: _series, ...reading }: Numbered): Numbered {
  return reading;
}
