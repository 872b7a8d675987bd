import path from 'node:path';
import type { Config } from '../config.js';
import type { Broker } from './broker.js';
import { BrokerPair } from './broker-pair.js';
import { MqttSource, mqttSourceOptions, type MqttSourceOptions } from './mqtt-client.js';
import { MqttSessions } from './mqtt-sessions.js';
import { SessionBook } from './session-book.js';
import type { PlannedSession, SessionFilters } from './session-plan.js';
import type { SparkplugReordering } from './sparkplug-reordering.js';
import type { HostState } from './sparkplug-state.js';
import type { TopicTable } from './topics.js';

export interface ExternalBrokerSettings extends Pick<Config, 'dataDir' | 'mqtt'>, Partial<Pick<Config, 'mqttSessions'>> {}

/** The user's broker: the sessions of the lines, and beside them the clean one of Sparkplug B, where plant files ask for either. */
export async function externalBroker(
  { mqtt, dataDir, mqttSessions = 'one' }: ExternalBrokerSettings,
  url: string,
  table: TopicTable,
  reordering: SparkplugReordering,
  state: HostState | null,
): Promise<Broker> {
  const settings = { ...mqtt, url };
  const { receive } = reordering;
  const lines = table.filters();
  const nodes = table.sparkplugFilters();
  const clientId = `${settings.clientId}-sparkplug`;
  const sparkplug = () =>
    state === null
      ? new MqttSource({ ...mqttSourceOptions({ ...settings, clientId }, nodes), clean: true, onReady: () => reordering.connected() }, receive)
      : announcing(mqttSourceOptions({ ...settings, clientId }, [state.topic, ...nodes]), state, reordering);
  const { clientId: own } = settings;
  const all: SessionFilters = lines.length === 0 && nodes.length > 0 ? {} : { [own]: lines };
  const each = Object.fromEntries([...table.filtersByLine()].map(([line, filters]) => [`${own}.${line}`, filters]));
  const book = await SessionBook.open(path.join(dataDir, 'mqtt-sessions.json'), own, all);
  const wanted = mqttSessions === 'one' || lines.length === 0 ? all : each;
  if (Object.keys({ ...wanted, ...book.known }).length === 0) return sparkplug();
  const optionsOf = ({ clientId, filters }: PlannedSession): MqttSourceOptions => ({
    ...mqttSourceOptions({ ...settings, clientId }, filters),
    session: clientId.slice(own.length + 1),
  });
  const sessions = new MqttSessions({ wanted, book, optionsOf, receive });
  return nodes.length === 0 ? sessions : new BrokerPair(sessions, sparkplug());
}

/** The session of Sparkplug B in which the host says that it is there, before anything else. */
function announcing(options: MqttSourceOptions, state: HostState, reordering: SparkplugReordering): MqttSource {
  const onReady = () => {
    state.online();
    reordering.connected();
  };
  return new MqttSource({ ...options, clean: true, will: state.connecting, onReady }, (message, done) => {
    if (message.topic !== state.topic) return reordering.receive(message, done);
    state.hear(message.topic, message.payload);
    done();
    return true;
  });
}
