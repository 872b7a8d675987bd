import { Injectable } from '@nestjs/common';

export interface PartHealth {
  ok: boolean;
  /** One sentence for people: what is wrong, or what it is connected to. */
  detail: string;
}

export type HealthCheck = () => Promise<PartHealth>;

const TIMEOUT_MS = 2_000;

/** The parts of the service that can be ready or not. Rooms add theirs; /readyz asks them all. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, HealthCheck>();

  /** Adds a part. Its name must be free. */
  register(name: string, check: HealthCheck): void {
    if (this.checks.has(name)) throw new Error(`there is already a health check called ${name}`);
    this.checks.set(name, check);
  }

  /** Asks every part at once. One that throws or does not answer within two seconds is not ready. */
  async check(): Promise<Record<string, PartHealth>> {
    const parts = await Promise.all([...this.checks].map(async ([name, check]) => [name, await answerOf(check)] as const));
    return Object.fromEntries(parts);
  }
}

async function answerOf(check: HealthCheck): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${TIMEOUT_MS / 1000} s` }), TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
