import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthModule } from '../../src/auth/auth.module.js';
import type { Config } from '../../src/config.js';
import { createLogger } from '../../src/platform/logger.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { testConfig } from '../app.js';

class SmallModule {}

/** The platform with controllers of the test and no room of the product; `lines` receives its log. */
export async function startSmallApp(controllers: Type[], overrides: Partial<Config> = {}, lines: string[] = []): Promise<NestFastifyApplication> {
  const { createHttpApp } = await import('../../src/platform/http-app.js');
  const { WebModule } = await import('../../src/platform/web.module.js');
  const config = { ...testConfig('/nowhere'), log: { level: 'debug', pretty: false }, ...overrides };
  const logger = createLogger(config.log, { write: (line) => void lines.push(line) });
  const app = await createHttpApp({ module: SmallModule, controllers, imports: [PlatformModule.forRoot(config), AuthModule, WebModule] }, logger);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
