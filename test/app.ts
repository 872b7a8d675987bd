import './esm-in-cjs.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig, type Config } from '../src/config.js';
import type { Clock } from '../src/platform/clock.js';
import { createLogger } from '../src/platform/logger.js';
import { packageRoot } from '../src/platform/package.js';

export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  /** http://127.0.0.1:port */
  url: string;
  /** ws://127.0.0.1:port/ws */
  ws: string;
  /** mqtt://127.0.0.1:port of the embedded broker, or the configured one. */
  mqtt: string;
  /** Stops the service. Its data folder goes too, unless the caller gave one. */
  close(): Promise<void>;
}

/** The real service on free ports with its own data folder: embedded broker, DuckDB and PostgreSQL unless overridden. Silent unless TEST_LOG names a level. */
export async function startApp(overrides: Partial<Config> = {}, clock?: Clock): Promise<TestApp> {
  const dataDir = overrides.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'twin-')));
  const config = { ...testConfig(dataDir), ...overrides };
  const removeData = () => (overrides.dataDir === undefined ? rm(dataDir, { recursive: true, force: true }) : Promise.resolve());
  try {
    const { startApp: start } = await import('../src/app.js');
    const running = await start(config, { logger: createLogger(config.log), ...(clock ? { clock } : {}) });
    return {
      app: running.app,
      config,
      url: running.url,
      mqtt: running.mqttUrl ?? config.mqtt.url!,
      ws: `${running.url.replace('http', 'ws')}/ws`,
      close: async () => {
        await running.close();
        await removeData();
      },
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}

/** The configuration of a test: every port free, nothing outside of the folder. */
export function testConfig(dataDir: string): Config {
  const environment = { TWIN_DATA: dataDir, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_WORKERS: '1', TWIN_LOG_LEVEL: process.env.TEST_LOG ?? 'silent' };
  const read = readConfig(environment, packageRoot);
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return read.config;
}
