import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import type { Clock } from './platform/clock.js';
import { DatabaseServer } from './platform/database-server.js';
import { logRequests, requestIdOf } from './platform/http-log.js';
import { NestLog } from './platform/logger.js';
import { Metrics } from './platform/metrics.js';
import { serveOpenApi } from './platform/openapi.js';
import { addSecurityHeaders } from './platform/security-headers.js';

const BODY_LIMIT_BYTES = 1024 * 1024;

export interface RunningApp {
  app: NestFastifyApplication;
  /** For example http://127.0.0.1:3000 */
  url: string;
  /** Stops taking in, commits what is under way, closes the stores and the private database. */
  close(): Promise<void>;
}

export interface AppOptions {
  logger: Logger;
  clock?: Clock;
}

/** Starts the whole service. Rejects with the first reason why it cannot, having closed the private database. */
export async function startApp(config: Config, { logger, clock }: AppOptions): Promise<RunningApp> {
  const server = new DatabaseServer();
  let app: NestFastifyApplication | null = null;
  try {
    const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, genReqId: requestIdOf, requestIdHeader: false });
    app = await NestFactory.create<NestFastifyApplication>(AppModule.create({ config, server, ...(clock ? { clock } : {}) }), adapter, {
      logger: new NestLog(logger),
      abortOnError: false,
      forceCloseConnections: true,
    });
    const http = adapter.getInstance() as unknown as FastifyInstance;
    addSecurityHeaders(http);
    logRequests(http, logger, app.get(Metrics));
    app.useWebSocketAdapter(new WsAdapter(app));
    serveOpenApi(app);
    await app.listen(config.port, config.host);
    return { app, url: await urlOf(app, config), close: () => closeAll(app, server) };
  } catch (error) {
    await closeAll(app, server).catch((closing: unknown) => logger.error(closing));
    throw error;
  }
}

async function closeAll(app: NestFastifyApplication | null, server: DatabaseServer): Promise<void> {
  try {
    await app?.close();
  } finally {
    await server.close();
  }
}

async function urlOf(app: NestFastifyApplication, config: Config): Promise<string> {
  const { port } = new URL(await app.getUrl());
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = everywhere ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port || 80}`;
}
