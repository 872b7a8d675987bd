import mqtt from 'mqtt';
import { EXIT, type Ending } from '../exit.js';
import { withoutPassword } from '../mqtt/publisher.js';
import { answerTopic, IncidentRequest, incidentTopic } from './incident.js';

export interface IncidentOptions {
  broker: string;
  /** How long to wait for the answer of the simulator [ms]. */
  waitMs: number;
}

/** `simulator incident`: asks a running simulator for an incident, and waits for its answer. The request is kept by the broker. */
export async function incidentCommand(cell: string, wanted: Record<string, unknown>, { broker, waitMs }: IncidentOptions): Promise<Ending> {
  const parsed = IncidentRequest.safeParse(wanted);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${optionOf(path)}: ${message}`);
    return { code: EXIT.usage, message: issues.join('\n') };
  }
  const { id } = parsed.data;
  let client: mqtt.MqttClient;
  try {
    client = await mqtt.connectAsync(broker, { reconnectPeriod: 0, connectTimeout: waitMs, protocolVersion: 4 }, false);
  } catch (error) {
    return { code: EXIT.unreachable, message: `${withoutPassword(broker)} is out of reach: ${(error as Error).message}` };
  }
  try {
    await client.subscribeAsync(answerTopic(cell, id), { qos: 1 });
    const answered = new Promise<{ accepted: boolean; message: string } | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), waitMs);
      client.once('message', (_topic, payload) => {
        clearTimeout(timer);
        resolve(JSON.parse(payload.toString('utf8')) as { accepted: boolean; message: string });
      });
    });
    await client.publishAsync(incidentTopic(cell, id), JSON.stringify(parsed.data), { qos: 1, retain: true });
    const answer = await answered;
    if (answer === null)
      return {
        code: EXIT.failure,
        message: `no simulator of ${cell} answers; the broker keeps incident ${id} for its next start (--withdraw ${id} takes it back)`,
      };
    return { code: answer.accepted ? EXIT.ok : EXIT.badInput, message: answer.accepted ? `incident ${id}: ${answer.message}` : answer.message };
  } finally {
    await client.endAsync();
  }
}

/** Takes back a request that no simulator has taken up yet. */
export async function withdrawCommand(cell: string, id: string, { broker, waitMs }: IncidentOptions): Promise<Ending> {
  try {
    const client = await mqtt.connectAsync(broker, { reconnectPeriod: 0, connectTimeout: waitMs, protocolVersion: 4 }, false);
    await client.publishAsync(incidentTopic(cell, id), '', { qos: 1, retain: true });
    await client.endAsync();
    return { code: EXIT.ok, message: `incident ${id} is taken back` };
  } catch (error) {
    return { code: EXIT.unreachable, message: `${withoutPassword(broker)} is out of reach: ${(error as Error).message}` };
  }
}

const optionOf = (path: readonly PropertyKey[]): string => `--${String(path[0]).replace(/S$/, '')}`;
