import type { Inspector } from './link.js';
import { ackOf, again, MqttFrames, publishOf, type PublishFrame } from './mqtt-frames.js';

/** Watches what a broker delivers to the service and what that acknowledges, and can repeat packets and change their order on the way. */
export class Messenger {
  /** Values whose PUBACK the service has sent. */
  readonly acknowledged = new Set<number>();
  repeated = 0;
  reordered = 0;
  /** Of each message: how likely it is delivered twice, and how likely after the next one of another topic. */
  twist: { repeat: number; swap: number; random: () => number } | null = null;

  constructor(private readonly valueOf: (payload: Buffer) => number) {}

  readonly inspect = (): Inspector => {
    const [down, up] = [new MqttFrames(), new MqttFrames()];
    const open = new Map<number, { value: number; extra: number }>();
    let held: { frame: Buffer; publish: PublishFrame } | null = null;
    const deliver = (frame: Buffer, { id, payload }: PublishFrame): Buffer[] => {
      const twice = this.twist !== null && this.twist.random() < this.twist.repeat;
      open.set(id, { value: this.valueOf(payload), extra: twice ? 1 : 0 });
      if (twice) this.repeated += 1;
      return twice ? [frame, again(frame)] : [frame];
    };
    const release = (): Buffer[] => {
      const late = held;
      held = null;
      return late ? deliver(late.frame, late.publish) : [];
    };
    return {
      fromServer: (bytes) => {
        const out: Buffer[] = [];
        for (const frame of down.push(bytes)) {
          const publish = publishOf(frame);
          if (publish?.qos !== 1) out.push(...release(), frame);
          else if (held === null && this.twist !== null && this.twist.random() < this.twist.swap) held = { frame, publish };
          else if (held !== null && held.publish.topic !== publish.topic) {
            this.reordered += 1;
            out.push(...deliver(frame, publish), ...release());
          } else out.push(...release(), ...deliver(frame, publish));
        }
        return Buffer.concat([...out, ...release()]); // what is held never waits for more bytes
      },
      fromClient: (bytes) => {
        const frames = up.push(bytes).filter((frame) => {
          const message = open.get(ackOf(frame) ?? -1);
          if (message === undefined) return true;
          this.acknowledged.add(message.value);
          if (message.extra === 0) return open.delete(ackOf(frame)!);
          message.extra -= 1;
          return false; // the broker knows of one delivery only
        });
        return Buffer.concat(frames);
      },
    };
  };
}
