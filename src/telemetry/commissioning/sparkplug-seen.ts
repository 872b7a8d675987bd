import type { UnmappedNode } from '../../contract/commissioning.js';
import type { Micros } from '../../contract/units.js';
import { decodeSparkplug } from '../decoders/sparkplug-payload.js';
import { sparkplugMessage } from '../sparkplug-topic.js';
import { FadingRate } from './fading-rate.js';

const MOST_NODES = 100;
const MOST_DEVICES = 50;
const MOST_METRICS = 200;
const MOST_NAME = 200; // characters
const MOST_BIRTH_BYTES = 256 * 1024;

interface Metrics {
  metrics: { name: string; datatype: number | null }[];
  more: boolean;
}

interface Row {
  messages: number;
  firstSeenUs: Micros;
  lastSeenUs: Micros;
  rate: FadingRate;
  devices: Map<string | null, Metrics>;
}

export type SeenNode = Omit<UnmappedNode, 'line' | 'yaml'>;

/** Edge nodes of Sparkplug B that no plant file names, with what their births say. Of too many the first are kept. */
export class SparkplugSeen {
  private readonly rows = new Map<string, Row>();

  /** False where the topic is none of an edge node, or no more nodes are kept. */
  seen(topic: string, payload: () => Uint8Array, nowUs: Micros): boolean {
    const message = sparkplugMessage(topic);
    if (!message || message.kind === 'NCMD' || message.kind === 'DCMD') return false;
    const { node, kind, device } = message;
    let row = this.rows.get(node);
    if (!row) {
      if (this.rows.size >= MOST_NODES) return false;
      row = { messages: 0, firstSeenUs: nowUs, lastSeenUs: nowUs, rate: new FadingRate(nowUs), devices: new Map() };
      this.rows.set(node, row);
    }
    row.messages += 1;
    row.lastSeenUs = nowUs;
    row.rate.count(nowUs);
    const place = row.devices.has(device) || row.devices.size < MOST_DEVICES;
    if (place && (kind === 'NBIRTH' || kind === 'DBIRTH')) row.devices.set(device, metricsOf(payload()));
    else if (place && !row.devices.has(device)) row.devices.set(device, { metrics: [], more: false });
    return true;
  }

  list(nowUs: Micros): SeenNode[] {
    return [...this.rows].map(([node, { messages, firstSeenUs, lastSeenUs, rate, devices }]) => ({
      ...{ node, messages, firstSeenUs, lastSeenUs, ratePerMin: rate.perMinute(nowUs) },
      devices: [...devices].map(([device, metrics]) => ({ device, ...metrics })),
    }));
  }
}

function metricsOf(payload: Uint8Array): Metrics {
  const decoded = payload.byteLength > MOST_BIRTH_BYTES ? null : decodeSparkplug(payload);
  if (!decoded?.ok) return { metrics: [], more: true };
  const named = decoded.metrics.flatMap(({ name, datatype = null }) => (name === undefined || name.length > MOST_NAME ? [] : [{ name, datatype }]));
  return { metrics: named.slice(0, MOST_METRICS), more: decoded.metrics.length > Math.min(named.length, MOST_METRICS) };
}
