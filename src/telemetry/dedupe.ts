import { hash } from 'node:crypto';

/** Tells a message that comes again: of topic and payload, which holds the time stamp. 96 bits of SHA-1. */
export function messageKey(topic: string, payload: Buffer): string {
  return hash('sha1', `${topic}\0${payload.toString('latin1')}`, 'base64').slice(0, 16);
}

/** Remembers at least the last `size` keys, and at most twice as many. */
export class DedupeWindow {
  private current = new Set<string>();
  private previous = new Set<string>();

  constructor(private readonly size: number) {}

  has(key: string): boolean {
    return this.current.has(key) || this.previous.has(key);
  }

  add(key: string): void {
    if (this.current.size >= this.size) {
      this.previous = this.current;
      this.current = new Set();
    }
    this.current.add(key);
  }
}
