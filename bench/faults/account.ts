import type { DeadLetterPage, TelemetryStatus } from '../../src/contract/telemetry.js';

/** The service's own account. */
export interface Account {
  received: number;
  stored: number;
  duplicate: number;
  deadLettered: number;
  inFlight: number;
  lagS: number;
  connected: boolean;
  /** Dead letters that are there at present and should not be: all but data of an edge node before its birth. */
  misread: number;
  /** What is known of Sparkplug B nodes: changes with every loss that was seen, death, birth and request for births. */
  nodes: string;
}

const NEWEST = 500;

/** Null while it does not answer. Counts are those that everybody can read, on /metrics. */
export async function accountOf(serviceUrl: string): Promise<Account | null> {
  const get = async (path: string) => (await fetch(`${serviceUrl}${path}`)).text();
  const answers = await Promise.all(['/metrics', '/api/v1/telemetry', `/api/v1/dead-letters?limit=${NEWEST}`].map(get)).catch(() => null);
  if (answers === null) return null;
  const [text, status, letters] = [answers[0]!, JSON.parse(answers[1]!) as TelemetryStatus, JSON.parse(answers[2]!) as DeadLetterPage];
  const read = (metric: string) => Number(text.split('\n').find((line) => line.startsWith(`${metric} `))?.slice(metric.length + 1)); // prettier-ignore
  const result = (name: string) => read(`twin_ingest_readings_total{result="${name}"}`);
  return {
    received: result('received'),
    stored: result('stored'),
    duplicate: result('duplicate'),
    deadLettered: result('dead-lettered'),
    inFlight: read('twin_ingest_in_flight'),
    lagS: read('twin_ingest_lag_seconds'),
    misread: letters.items.filter(({ reason }) => reason !== 'not-born').length,
    connected: read('twin_broker_connected') === 1,
    nodes: JSON.stringify([status.sparkplug.gaps, status.sparkplug.birthRequests, status.sparkplug.nodes]),
  };
}

/** Whether it is connected and has nothing in hand. */
export const isIdle = (account: Account | null): account is Account => account?.connected === true && account.inFlight === 0 && account.lagS === 0;
