import type { Message } from './ingest.js';

export interface BrokerStatus {
  mode: 'embedded' | 'external';
  /** Where machines publish, without credentials. */
  address: string;
  connected: boolean;
  /** One sentence for people. */
  detail: string;
}

/** Takes a message; `done` is called when it may be acknowledged. False where no more can be taken at present: then it is never called. */
export type Receive = (message: Message, done: () => void) => boolean;

/** The way in: the user's broker, or the embedded one. */
export interface Broker {
  start(): Promise<void>;
  status(): BrokerStatus;
  /** Sends a message of ours at QoS 0, or at QoS 1 to be kept by the broker; not at all where there is no connection. */
  publish(topic: string, payload: Buffer, kept?: boolean): void;
  /** Takes nothing more, waits for `committed`, acknowledges what that made durable, and closes. */
  stop(committed: () => Promise<void>): Promise<void>;
}
