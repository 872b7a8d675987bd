import { stat } from 'node:fs/promises';
import type { BrokerUser } from '../../contract/broker-user.js';
import type { Source } from '../../plant/sources.js';
import { Binding } from './binding.js';
import { readUsers } from '../../platform/broker-users-file.js';

interface Known {
  password: string | null;
  binding: Binding;
}

interface Log {
  log(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The users of the embedded broker as their file has them at present. */
export class BrokerUsers {
  private users = new Map<string, Known>();
  private version = 'none';

  constructor(
    private readonly file: string,
    private readonly sources: readonly Source[],
    private readonly log: Log,
  ) {}

  get count(): number {
    return this.users.size;
  }

  find(name: string): Known | undefined {
    return this.users.get(name);
  }

  /** Rejects with a sentence where the file is not right. */
  async load(): Promise<void> {
    this.version = await versionOf(this.file);
    this.users = this.bound(await readUsers(this.file));
  }

  /** Reads the file again where it has changed. Where it is not right, those of before stay. Whether they changed. */
  async refresh(): Promise<boolean> {
    const version = await versionOf(this.file);
    if (version === this.version) return false;
    this.version = version;
    try {
      this.users = this.bound(await readUsers(this.file));
      this.log.log(`the embedded broker has ${this.count} ${this.count === 1 ? 'user' : 'users'} now`);
      return true;
    } catch (error) {
      this.log.error(`the users of before stay: ${(error as Error).message}`);
      return false;
    }
  }

  private bound(users: readonly BrokerUser[]): Map<string, Known> {
    return new Map(
      users.map((user) => {
        const binding = new Binding(user, this.sources);
        if (binding.unknown.length > 0) this.log.warn(`broker user ${user.name} is bound to ${binding.unknown.join(', ')}, which no plant file has`);
        return [user.name, { password: user.password, binding }];
      }),
    );
  }
}

async function versionOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'none';
  }
}
