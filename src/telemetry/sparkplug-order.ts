import { decodeSparkplug } from './decoders/sparkplug-payload.js';
import { sparkplugMessage } from './sparkplug-topic.js';

/**
 * Which old messages of Sparkplug B may be read one after the other: those of a node that follow its birth without a gap. An alias
 * means what the birth of its session said, so that after a gap, or of a single metric, it could be another's.
 */
export class SparkplugOrder {
  private readonly lastSeq = new Map<string, number>();

  /** Whether a message of this topic follows; of another dialect always. */
  follows(topic: string, payload: Uint8Array): boolean {
    const message = sparkplugMessage(topic);
    if (!message) return true;
    const { node, kind } = message;
    const decoded = decodeSparkplug(payload);
    if (!decoded.ok) return true; // the decoder says why
    const last = this.lastSeq.get(node);
    if (kind === 'NDEATH') {
      this.lastSeq.delete(node);
      return last !== undefined;
    }
    const { seq } = decoded;
    const right = seq !== undefined && (kind === 'NBIRTH' || (last !== undefined && seq === (last + 1) % 256));
    if (right) this.lastSeq.set(node, seq);
    else this.lastSeq.delete(node);
    return right;
  }
}
