import { readFileSync } from 'node:fs';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Config } from '../../config.js';
import { EXIT } from '../io.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';
import { isFree } from './host.js';
import { probeQueue } from './queue-probe.js';

const LISTEN_MS = 500;
const SYS = { version: '$SYS/broker/version', dropped: '$SYS/broker/publish/messages/dropped' };
const LOSING =
  'set max_queued_messages 0, max_queued_bytes 0, persistence true, autosave_interval 5 and a persistent_client_expiration longer than your longest stop (docs/operations.md)';

export async function embeddedBroker({ mqtt }: Config, running: boolean): Promise<Finding> {
  const { embeddedPort } = mqtt;
  if (running || embeddedPort === 0 || (await isFree(embeddedPort, '127.0.0.1'))) return ok('broker', `embedded, port ${embeddedPort}`);
  return fail(
    'broker',
    `port ${embeddedPort} is taken by another program`,
    'set TWIN_MQTT_EMBEDDED_PORT, or TWIN_MQTT_URL to the broker that is there',
    EXIT.failure,
  );
}

/** The broker of the user: whether it lets us in, and what it says of itself that makes it lose messages. With a probe, whether it keeps what we miss. */
export async function externalBroker({ mqtt: settings }: Config, url: string, probe: boolean): Promise<Finding[]> {
  const place = new URL(url).host;
  let options: IClientOptions;
  try {
    options = optionsOf(settings);
  } catch (error) {
    return [fail('broker', (error as Error).message, 'name a file that can be read', EXIT.usage)];
  }
  const entered = await enter(url, options);
  if (typeof entered === 'string')
    return [fail('broker', `${place} (TWIN_MQTT_URL): ${entered}`, 'start it, or mend the address, name, password or certificates', EXIT.unreachable)];
  const said = await listen(entered);
  await entered.endAsync(true);
  const version = said.get(SYS.version);
  const findings = [
    ok('broker', `${place} lets us in${version === undefined ? '; it says nothing of itself' : `; ${version}`}`),
    dropped(said.get(SYS.dropped)),
  ];
  return probe ? [...findings, await queue(url, options)] : findings;
}

function dropped(text: string | undefined): Finding {
  const check = 'broker losses';
  if (text === undefined) return ok(check, 'not told: whether it keeps all that we miss, only twin doctor --probe finds out');
  const count = Number(text);
  return count > 0 ? warn(check, `it has dropped ${count} messages since its start`, LOSING) : ok(check, 'it has dropped no message since its start');
}

async function queue(url: string, options: IClientOptions): Promise<Finding> {
  const check = 'broker queue';
  try {
    const { sent, kept } = await probeQueue(url, options);
    return kept < sent
      ? warn(check, `of ${sent} messages sent while we were away it kept ${kept}`, LOSING)
      : ok(check, `it kept all of ${sent} messages sent while we were away`);
  } catch (error) {
    return warn(check, `cannot be tried: ${causeOf(error)}`, 'let our user publish and subscribe to pharmatwin/doctor/#');
  }
}

function optionsOf({ username, password, clientId, caFile, certFile, keyFile }: Config['mqtt']): IClientOptions {
  const file = (setting: string, name: string | undefined) => {
    try {
      return name === undefined ? undefined : readFileSync(name);
    } catch (error) {
      throw new Error(`${setting}: cannot read ${name}: ${causeOf(error)}`, { cause: error });
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
function enter(url: string, options: IClientOptions): Promise<MqttClient | string> {
  return new Promise((resolve) => {
    const client = connect(url, options);
    const refuse = (reason: string) => {
      client.end(true);
      resolve(reason);
    };
    client.once('connect', () => resolve(client));
    client.on('error', (error) => refuse(causeOf(error) === '' ? 'cannot be reached' : String(causeOf(error))));
    client.once('close', () => refuse(`no answer within ${TIMEOUT_MS / 1000} s`));
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
