import path from 'node:path';
import { Logger } from '@nestjs/common';
import { isLoopback } from '../../auth/loopback.js';
import type { Config } from '../../config.js';
import type { Source } from '../../plant/sources.js';
import type { Receive } from '../broker.js';
import { EmbeddedBroker } from '../embedded-broker.js';
import { BrokerUsers } from './broker-users.js';
import { Gatekeeper } from './gatekeeper.js';
import type { GuardCounts } from './guard-counts.js';
import { USUAL_LIMITS } from './limits.js';
import type { TlsFiles } from './tls-files.js';

type Settings = Pick<Config, 'dataDir' | 'mqtt'> & Partial<Pick<Config, 'embeddedBroker' | 'limits'>>;

/** The embedded broker as the settings have it, with users bound to these sources. */
export function embeddedBroker(
  { dataDir, mqtt, embeddedBroker: given, limits = USUAL_LIMITS }: Settings,
  sources: readonly Source[],
  receive: Receive,
  concerns: (topic: string) => boolean,
  counts: GuardCounts,
): EmbeddedBroker {
  const settings = given ?? usual(dataDir);
  const { host, usersFile, maxConnections, maxRatePerS } = settings;
  const gate = new Gatekeeper(new BrokerUsers(usersFile, sources, new Logger('EmbeddedBroker')), isLoopback(host));
  const options = { host, port: mqtt.embeddedPort, tls: tlsOf(settings), maxConnections, maxRatePerS, payloadBytes: limits.payloadBytes };
  return new EmbeddedBroker(options, receive, concerns, gate, counts);
}

const usual = (dataDir: string): Config['embeddedBroker'] => ({
  host: '127.0.0.1',
  certFile: undefined,
  keyFile: undefined,
  caFile: undefined,
  usersFile: path.join(dataDir, 'mqtt-users.json'),
  maxConnections: 1000,
  maxRatePerS: 10_000,
});

function tlsOf({ certFile, keyFile, caFile }: Config['embeddedBroker']): TlsFiles | null {
  if (certFile === undefined && keyFile === undefined && caFile === undefined) return null;
  return {
    ca: { setting: 'TWIN_MQTT_EMBEDDED_CA_FILE', file: caFile },
    cert: { setting: 'TWIN_MQTT_EMBEDDED_CERT_FILE', file: certFile },
    key: { setting: 'TWIN_MQTT_EMBEDDED_KEY_FILE', file: keyFile },
  };
}
