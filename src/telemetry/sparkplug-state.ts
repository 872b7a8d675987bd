import type { Clock } from '../platform/clock.js';
import type { Broker, BrokerStatus } from './broker.js';
import type { EmbeddedBroker } from './embedded-broker.js';
import { stateTopic } from './sparkplug-topic.js';

export interface Will {
  topic: string;
  payload: Buffer;
}

/**
 * Tells the edge nodes that have us as their primary host whether we are there: STATE messages of one connection, its will included, bear
 * one time stamp, that of the connection.
 */
export class HostState {
  readonly topic: string;
  private timestampMs = 0;
  private announced = false;

  /** `publish` sends at QoS 1, to be retained. */
  constructor(
    readonly hostId: string,
    private readonly clock: Clock,
    private readonly publish: (topic: string, payload: Buffer) => void,
  ) {
    this.topic = stateTopic(hostId);
  }

  /** A connection is about to be made: the will that it leaves with the broker. */
  readonly connecting = (): Will => {
    this.timestampMs = Math.floor(this.clock.nowUs() / 1000);
    this.announced = false;
    return { topic: this.topic, payload: this.message(false) };
  };

  /** The connection is made and all is subscribed to. */
  online(): void {
    this.announced = true;
    this.publish(this.topic, this.message(true));
  }

  offline(): void {
    this.announced = false;
    this.publish(this.topic, this.message(false));
  }

  /** Hears what is said of us: where it is that we are away, such as by the will of the connection before, we say that we are not. */
  hear(topic: string, payload: Buffer): void {
    if (topic === this.topic && this.announced && saysOffline(payload)) this.online();
  }

  private message(online: boolean): Buffer {
    return Buffer.from(JSON.stringify({ online, timestamp: this.timestampMs }));
  }
}

/** The embedded broker, on which the state of the host is told for as long as it runs. */
export class AnnouncingBroker implements Broker {
  constructor(
    private readonly broker: EmbeddedBroker,
    private readonly state: HostState,
  ) {}

  async start(): Promise<void> {
    await this.broker.start();
    this.broker.onPublished((topic, payload) => this.state.hear(topic, payload));
    this.state.connecting();
    this.state.online();
  }

  status(): BrokerStatus {
    return this.broker.status();
  }

  publish(topic: string, payload: Buffer, kept?: boolean): void {
    this.broker.publish(topic, payload, kept);
  }

  stop(committed: () => Promise<void>): Promise<void> {
    this.state.offline();
    return this.broker.stop(committed);
  }
}

const MAX_BYTES = 1024;

function saysOffline(payload: Buffer): boolean {
  if (payload.length > MAX_BYTES) return false;
  try {
    const said: unknown = JSON.parse(payload.toString('utf8'));
    return typeof said === 'object' && said !== null && (said as { online?: unknown }).online === false;
  } catch {
    return false;
  }
}
