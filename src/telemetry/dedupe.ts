import { hash } from 'node:crypto';
import { PacketMemory } from './packet-memory.js';

/** Tells a message that comes again: of topic and payload, which holds the time stamp. 96 bits of SHA-1. */
export function messageKey(topic: string, payload: Buffer): string {
  return hash('sha1', `${topic}\0${payload.toString('latin1')}`, 'base64').slice(0, 16);
}

/** What tells messages that come again: of those with a time of their own the key, of others the packet. */
export class SeenMessages {
  readonly window: DedupeWindow;
  readonly packets = new PacketMemory();

  constructor(size: number) {
    this.window = new DedupeWindow(size);
  }

  /** Takes up what the journal kept of a message. */
  restore(key: string): void {
    if (!this.packets.restore(key)) this.window.add(key);
  }
}

/** Remembers at least the last `size` keys, and at most twice as many. */
export class DedupeWindow {
  private current: KeySet;
  private previous: KeySet;

  constructor(private readonly size: number) {
    this.current = new KeySet(size);
    this.previous = new KeySet(size);
  }

  has(key: string): boolean {
    readKey(key);
    return this.current.has() || this.previous.has();
  }

  add(key: string): void {
    readKey(key);
    this.keep();
  }

  /** Whether the key was here before; from now on it is. */
  meets(key: string): boolean {
    readKey(key);
    if (this.current.has() || this.previous.has()) return true;
    this.keep();
    return false;
  }

  private keep(): void {
    if (this.current.count >= this.size) {
      [this.current, this.previous] = [this.previous, this.current];
      this.current.clear();
    }
    this.current.add();
  }
}

/**
 * A set of keys in arrays: hundreds of thousands of texts would be looked through by every collection of garbage. Of a key
 * its 96 bits are kept. Open addressing, at most half full. What is asked for is the key that was read last (`bits`).
 */
class KeySet {
  count = 0;
  private readonly mask: number;
  private readonly words: Uint32Array;

  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * size + 2));
    this.mask = slots - 1;
    this.words = new Uint32Array(slots * WORDS);
  }

  has(): boolean {
    return this.words[this.slot() + 2] !== 0;
  }

  add(): void {
    const { words } = this;
    const at = this.slot();
    if (words[at + 2] !== 0) return;
    words[at] = bits[0]!;
    words[at + 1] = bits[1]!;
    words[at + 2] = bits[2]!;
    this.count += 1;
  }

  clear(): void {
    this.words.fill(0);
    this.count = 0;
  }

  /** Where the key is, or the free place where it would be. */
  private slot(): number {
    const { words, mask } = this;
    for (let slot = bits[0]! & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WORDS;
      if (words[at + 2] === 0 || (words[at] === bits[0] && words[at + 1] === bits[1] && words[at + 2] === bits[2])) return at;
    }
  }
}

const WORDS = 3;
const bits = new Uint32Array(WORDS);
const SEXTET = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((character, n) => (SEXTET[character.charCodeAt(0)] = n));
const KEY_CHARACTERS = 16;

/** The 96 bits of a key, the last of them never 0; what stands before it in a marked key changes them. */
function readKey(key: string): void {
  const begin = Math.max(0, key.length - KEY_CHARACTERS);
  let [a, b, c] = [0, 0, 0];
  for (let i = begin; i < key.length; i++) {
    const sextet = SEXTET[key.charCodeAt(i) & 127]!;
    c = (c << 6) | (b >>> 26);
    b = (b << 6) | (a >>> 26);
    a = (a << 6) | sextet;
  }
  for (let i = 0; i < begin; i++) a = Math.imul(a ^ key.charCodeAt(i), 0x01000193);
  bits[0] = a;
  bits[1] = b;
  bits[2] = c === 0 ? 1 : c;
}
