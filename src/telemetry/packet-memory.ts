/** The packet that brought a message: its id counts within the session of a client. */
export interface PacketId {
  session: string;
  id: number;
}

/** A packet id is free for another message once it is acknowledged. Those that give ids out in turn come round after 65,535; half of that is near enough to be the same message. */
const NEAR = 32_768; // messages
const MAX_REMEMBERED = 200_000;
const KEY = /^#([^#]*)#(\d+)#(.{16})$/s;

/**
 * Tells a message without a time of its own that comes again: equal values may rightly follow each other, so it is a repetition
 * only where its sender says so (DUP), under the packet id and with the bytes of a message that is here. Where that cannot be said
 * it counts as new: an equal value may be there twice, and none is missing.
 */
export class PacketMemory {
  private readonly last = new Map<string, { hash: string; nth: number }>();
  private nth = 0;

  /** What the journal keeps of it. */
  static keyOf(packet: PacketId | undefined, hash: string): string {
    return packet ? `#${packet.session}#${packet.id}#${hash}` : `#${hash}`;
  }

  static isKey(key: string): boolean {
    return key.startsWith('#');
  }

  /** Of topic and payload. */
  static hashOf(key: string): string {
    return key.slice(key.lastIndexOf('#') + 1);
  }

  /** Takes up a message; whether it repeats one. */
  repeats(packet: PacketId | undefined, hash: string, dup: boolean): boolean {
    this.nth += 1;
    if (!packet) return false;
    const place = placeOf(packet.session, packet.id);
    const before = this.last.get(place);
    const again = dup && before?.hash === hash && this.nth - before.nth < NEAR;
    this.remember(place, hash);
    return again;
  }

  /** Takes up what the journal kept of a message; false where its key is of another kind. */
  restore(key: string): boolean {
    if (!PacketMemory.isKey(key)) return false;
    this.nth += 1;
    const [, session, id, hash] = KEY.exec(key) ?? [];
    if (hash !== undefined) this.remember(placeOf(session!, Number(id)), hash);
    return true;
  }

  private remember(place: string, hash: string): void {
    this.last.delete(place); // the order of the map is that of the last use
    this.last.set(place, { hash, nth: this.nth });
    if (this.last.size > MAX_REMEMBERED) this.last.delete(this.last.keys().next().value!);
  }
}

const placeOf = (session: string, id: number): string => `${session}#${id}`;
