import { z } from 'zod';
import { readIfThere, replaceFile } from '../platform/durable-file.js';
import type { SessionFilters } from './session-plan.js';

const Book = z.record(z.string(), z.array(z.string()));

/** A file of the data folder with the sessions that we have at the broker, and what each may be subscribed to. */
export class SessionBook {
  private readonly sessions: Map<string, readonly string[]>;
  private written: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    known: SessionFilters,
  ) {
    this.sessions = new Map(Object.entries(known));
  }

  /**
   * Those of `owner`, its own and those whose client id begins with it and a dot: a copy of the folder under another client id leaves the sessions of the
   * original alone. `before`: what holds where there is no file, or none that can be read.
   */
  static async open(file: string, owner: string, before: SessionFilters): Promise<SessionBook> {
    const text = await readIfThere(file);
    const known = (text === null ? null : parsed(text)) ?? before;
    return new SessionBook(file, Object.fromEntries(Object.entries(known).filter(([id]) => id === owner || id.startsWith(`${owner}.`))));
  }

  get known(): SessionFilters {
    return Object.fromEntries(this.sessions);
  }

  /** Resolves when it is durable. */
  replace(sessions: SessionFilters): Promise<void> {
    this.sessions.clear();
    for (const [clientId, filters] of Object.entries(sessions)) this.sessions.set(clientId, filters);
    return this.write();
  }

  /** Notes what one session is subscribed to from now on; null: the broker has it no more. */
  note(clientId: string, filters: readonly string[] | null): Promise<void> {
    if (filters === null) this.sessions.delete(clientId);
    else this.sessions.set(clientId, filters);
    return this.write();
  }

  /** Resolves when nothing is being written, whether or not that succeeded. */
  async settled(): Promise<void> {
    await this.written.catch(() => undefined);
  }

  private write(): Promise<void> {
    const text = JSON.stringify(this.known);
    this.written = this.written.catch(() => undefined).then(() => replaceFile(this.file, text));
    return this.written;
  }
}

function parsed(text: string): SessionFilters | null {
  try {
    return Book.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
