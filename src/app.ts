import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { finishReplacing } from './backup/replace-state.js';
import type { Config } from './config.js';
import type { Clock } from './platform/clock.js';
import { DatabaseServer } from './platform/database-server.js';
import { lockFolder } from './platform/folder-lock.js';
import { createHttpApp } from './platform/http-app.js';
import { Telemetry } from './telemetry/telemetry.service.js';

export interface RunningApp {
  app: NestFastifyApplication;
  /** For example http://127.0.0.1:3000 */
  url: string;
  /** Address of the embedded broker; null with one of the user's, where no machine may be simulated unasked. */
  mqttUrl: string | null;
  /** Stops taking in, commits what is under way, closes the stores and the private database. */
  close(): Promise<void>;
}

export interface AppOptions {
  logger: Logger;
  clock?: Clock;
}

/** Starts the whole service. Rejects with the first reason why it cannot, having closed the private database. */
export async function startApp(config: Config, { logger, clock }: AppOptions): Promise<RunningApp> {
  const unlock = await lockFolder(config.dataDir);
  const server = new DatabaseServer();
  let app: NestFastifyApplication | null = null;
  const close = async () => {
    try {
      await app?.close();
    } finally {
      await server.close().finally(unlock);
    }
  };
  try {
    await finishReplacing(config.dataDir);
    app = await createHttpApp(AppModule.create({ config, server, ...(clock ? { clock } : {}) }), logger);
    await app.listen(config.port, config.host);
    const { mode, address } = app.get(Telemetry).status().broker;
    return { app, url: await urlOf(app, config), mqttUrl: mode === 'embedded' ? address : null, close };
  } catch (error) {
    await close().catch((fault: unknown) => logger.error({ err: fault }, 'not closed in order'));
    throw error;
  }
}

async function urlOf(app: NestFastifyApplication, config: Config): Promise<string> {
  const { port } = new URL(await app.getUrl());
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = everywhere ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port || 80}`;
}
