import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import mqtt, { type MqttClient } from 'mqtt';
import { CONFIG, type Config } from '../../config.js';
import type { CommissioningReport } from '../../contract/commissioning.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { mqttSourceOptions } from '../mqtt-client.js';
import { Commissioning } from './commissioning.js';

/** Messages that are looked at in a second; the others are counted. */
const MOST_PER_SECOND = 500;
const RECONNECT_MS = 10_000;

/**
 * A session that only looks, at a broker of the user: QoS 0, clean, of another client id. It acknowledges nothing, stores nothing, and its end
 * or its refusal by the broker changes nothing for the sessions that do. The embedded broker needs none: it sees all.
 */
@Injectable()
export class Discovery implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Discovery.name);
  private client: MqttClient | null = null;
  private detail = 'not yet connected';
  private second = { number: 0, messages: 0 };
  private skipped = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mqtt' | 'discover'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly commissioning: Commissioning,
  ) {}

  onApplicationBootstrap(): void {
    const { mqtt: settings, discover } = this.config;
    const { url } = settings;
    if (url === null || discover.length === 0) return;
    const { filters, username, password, ca, cert, key, clientId } = mqttSourceOptions(
      { ...settings, url, clientId: `${settings.clientId}-discovery` },
      discover,
    );
    const client = mqtt.connect(url, {
      ...{ clientId, username, password, ca, cert, key },
      clean: true,
      protocolVersion: 4,
      reconnectPeriod: RECONNECT_MS,
      reconnectOnConnackError: true,
      resubscribe: false,
    });
    this.client = client;
    client.on('connect', () =>
      client.subscribe([...filters], { qos: 0 }, (error, granted = []) => {
        const refused = granted.filter(({ qos }) => qos > 2).map(({ topic }) => topic);
        this.say(error ? error.message : refused.length > 0 ? `the broker does not let us look at ${refused.join(', ')}` : '');
      }),
    );
    client.on('message', (topic, payload) => this.look(topic, payload));
    client.on('error', (error) => this.say(error.message || String((error as NodeJS.ErrnoException).code)));
    client.on('close', () => {
      if (this.detail === '') this.say('the connection was lost; connecting again');
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.client?.endAsync(true);
  }

  /** Null where nobody asked for it, or the embedded broker sees all. */
  status(): CommissioningReport['discovery'] {
    if (!this.client) return null;
    const connected = this.client.connected && this.detail === '';
    return { filters: this.config.discover, connected, detail: connected ? 'looking' : this.detail, skipped: this.skipped };
  }

  private look(topic: string, payload: Buffer): void {
    const nowUs = this.clock.nowUs();
    const number = Math.floor(nowUs / 1e6);
    if (number !== this.second.number) this.second = { number, messages: 0 };
    if (this.second.messages >= MOST_PER_SECOND) this.skipped += 1;
    else this.commissioning.looked(topic, payload, nowUs);
    this.second.messages += 1;
  }

  private say(detail: string): void {
    if (detail !== this.detail) this.logger.log(detail === '' ? 'looking for what is not mapped' : `discovery: ${detail}`);
    this.detail = detail;
  }
}
