import { readFileSync } from 'node:fs';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Config } from '../../config.js';
import { EXIT } from '../io.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';
import { isFree } from './host.js';
import { probeQueue } from './queue-probe.js';
import type { DoctorWords } from './words.js';

const LISTEN_MS = 500;
const SYS = { version: '$SYS/broker/version', dropped: '$SYS/broker/publish/messages/dropped' };

export async function embeddedBroker({ mqtt }: Config, running: boolean, { broker, taken }: DoctorWords): Promise<Finding> {
  const { embeddedPort } = mqtt;
  if (running || embeddedPort === 0 || (await isFree(embeddedPort, '127.0.0.1'))) return ok(broker.check, broker.embedded(embeddedPort));
  return fail(broker.check, taken(embeddedPort), broker.portTodo, EXIT.failure);
}

/** The broker of the user: whether it lets us in, and what it says of itself that makes it lose messages. With a probe, whether it keeps what we miss. */
export async function externalBroker({ mqtt: settings }: Config, url: string, probe: boolean, words: DoctorWords): Promise<Finding[]> {
  const { broker } = words;
  const place = new URL(url).host;
  let options: IClientOptions;
  try {
    options = optionsOf(settings, broker);
  } catch (error) {
    return [fail(broker.check, (error as Error).message, broker.fileTodo, EXIT.usage)];
  }
  const entered = await enter(url, options, broker);
  if (typeof entered === 'string') return [fail(broker.check, `${place} (TWIN_MQTT_URL): ${entered}`, broker.enterTodo, EXIT.unreachable)];
  const said = await listen(entered);
  await entered.endAsync(true);
  const findings = [ok(broker.check, broker.entered(place, said.get(SYS.version))), dropped(said.get(SYS.dropped), words)];
  return probe ? [...findings, await queue(url, options, words)] : findings;
}

function dropped(text: string | undefined, { losses, broker }: DoctorWords): Finding {
  if (text === undefined) return ok(losses.check, losses.untold);
  const count = Number(text);
  return count > 0 ? warn(losses.check, losses.some(count), broker.losing) : ok(losses.check, losses.none);
}

async function queue(url: string, options: IClientOptions, { queue: words, broker }: DoctorWords): Promise<Finding> {
  try {
    const { sent, kept } = await probeQueue(url, options);
    return kept < sent ? warn(words.check, words.lost(sent, kept), broker.losing) : ok(words.check, words.kept(sent));
  } catch (error) {
    return warn(words.check, words.untried(causeOf(error)), words.todo);
  }
}

function optionsOf({ username, password, clientId, caFile, certFile, keyFile }: Config['mqtt'], words: DoctorWords['broker']): IClientOptions {
  const file = (setting: string, name: string | undefined) => {
    try {
      return name === undefined ? undefined : readFileSync(name);
    } catch (error) {
      throw new Error(words.cannotRead(setting, name ?? '', causeOf(error)), { cause: error });
    }
  };
  const [ca, cert, key] = [file('TWIN_MQTT_CA_FILE', caFile), file('TWIN_MQTT_CERT_FILE', certFile), file('TWIN_MQTT_KEY_FILE', keyFile)];
  return {
    clientId: `${clientId}-doctor-${process.pid}`,
    clean: true,
    protocolVersion: 4,
    connectTimeout: TIMEOUT_MS,
    reconnectPeriod: 0,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
  };
}

/** A connection, or why there is none. */
function enter(url: string, options: IClientOptions, words: DoctorWords['broker']): Promise<MqttClient | string> {
  return new Promise((resolve) => {
    const client = connect(url, options);
    const refuse = (reason: string) => {
      client.end(true);
      resolve(reason);
    };
    client.once('connect', () => resolve(client));
    client.on('error', (error) => refuse(causeOf(error) === '' ? words.noReach : String(causeOf(error))));
    client.once('close', () => refuse(words.noAnswer(TIMEOUT_MS / 1000)));
  });
}

/** What a broker such as mosquitto keeps below $SYS. */
async function listen(client: MqttClient): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  client.on('message', (topic, payload) => said.set(topic, payload.toString('utf8').slice(0, 100)));
  await client.subscribeAsync(Object.values(SYS)).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
  return said;
}
