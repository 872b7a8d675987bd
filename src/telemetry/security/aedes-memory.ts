import type { Aedes, PublishPacket } from 'aedes';

const RETAINED = { messages: 10_000, bytes: 64 * 1024 * 1024 };
const NOTHING = Buffer.alloc(0);

/** The part of aedes' memory that its clients can fill (aedes-persistence 10). */
interface Memory {
  storeRetained(packet: PublishPacket): Promise<void>;
  incomingStorePacket(client: unknown, packet: PublishPacket): Promise<void>;
}

/**
 * Bounds what clients make aedes keep: retained messages, beyond which new topics are not (`onFull` is told), and messages of QoS 2 that wait for
 * their release, of which only the packet id is needed.
 */
export function boundMemory(aedes: Aedes, onFull: () => void, bound = RETAINED): void {
  const { persistence } = aedes as unknown as { persistence: Memory };
  const storeRetained = persistence.storeRetained.bind(persistence);
  const incomingStorePacket = persistence.incomingStorePacket.bind(persistence);
  const sizes = new Map<string, number>();
  let bytes = 0;
  persistence.storeRetained = async (packet) => {
    const { topic } = packet;
    const size = topic.length + packet.payload.length;
    const before = sizes.get(topic) ?? 0;
    const goes = packet.payload.length === 0;
    if (!goes && (bytes - before + size > bound.bytes || (before === 0 && sizes.size >= bound.messages))) return onFull();
    bytes += (goes ? 0 : size) - before;
    if (goes) sizes.delete(topic);
    else sizes.set(topic, size);
    return storeRetained(packet);
  };
  persistence.incomingStorePacket = (client, packet) => incomingStorePacket(client, { ...packet, payload: NOTHING });
}
