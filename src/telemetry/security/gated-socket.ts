import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { PacketCut, type PacketLimits } from './packet-cut.js';

/** Bytes that may wait to be sent before a writer is told to wait. */
const UNSENT_BYTES = 8 * 1024 * 1024;
const CLOSE_MS = 500;

/** A socket through which only packets within limits come. It is destroyed with its socket, and with it where it is no MQTT. */
export class GatedSocket extends Duplex {
  private readonly cut: PacketCut;
  private withinSinceMs: number | null = null;
  private paused = false;

  constructor(
    readonly socket: Socket,
    limits: PacketLimits,
    private readonly nowMs: () => number,
    private readonly onCut: () => void,
  ) {
    super({ writableHighWaterMark: UNSENT_BYTES });
    this.cut = new PacketCut(limits);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** Since when the packet at hand is not complete, not counting the time in which we did not read; null where there is none. */
  get unfinishedSinceMs(): number | null {
    return this.paused ? null : this.withinSinceMs;
  }

  override _read(): void {
    if (this.paused && this.withinSinceMs !== null) this.withinSinceMs = this.nowMs();
    this.paused = false;
    this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(done);
  }

  /** What was written before goes out, where the other end takes it. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (error) this.socket.destroy();
    else {
      this.socket.destroySoon();
      const timer = setTimeout(() => this.socket.destroy(), CLOSE_MS);
      this.socket.once('close', () => clearTimeout(timer));
    }
    done(error);
  }

  private receive(chunk: Buffer): void {
    const { packets, cuts } = this.cut;
    let parts: Buffer[];
    try {
      parts = this.cut.take(chunk);
    } catch (error) {
      this.destroy(error as Error);
      return;
    }
    for (let nth = cuts; nth < this.cut.cuts; nth++) this.onCut();
    if (!this.cut.within) this.withinSinceMs = null;
    else if (packets !== this.cut.packets || this.withinSinceMs === null) this.withinSinceMs = this.nowMs();
    let more = true;
    for (const part of parts) more = this.push(part);
    if (more) return;
    this.paused = true;
    this.socket.pause();
  }
}
