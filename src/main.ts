import { startApp, type RunningApp } from './app.js';
import { accessErrors } from './auth/auth.service.js';
import { bootFault } from './boot-fault.js';
import { readConfig } from './config.js';
import { createLogger } from './platform/logger.js';

const STOP_WITHIN_MS = 10_000;

const read = readConfig(process.env, process.cwd());
const errors = read.ok ? accessErrors(read.config) : read.errors;
if (!read.ok || errors.length > 0) {
  process.stderr.write(`Pharmatwin cannot start:\n${errors.map((error) => `  ${error}\n`).join('')}`);
  process.exit(2);
}
const { config } = read;
const logger = createLogger(config.log);
const starting = startApp(config, { logger });

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logger.fatal({ err: error }, 'a fault that nobody foresaw: the service stops');
    process.exit(1);
  });
}

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop(signal);
  });
}

async function stop(signal: string): Promise<void> {
  logger.info(`${signal}: stopping`);
  setTimeout(() => {
    logger.fatal(`not stopped within ${STOP_WITHIN_MS / 1000} s: leaving without`);
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  try {
    const running: RunningApp | null = await starting.catch(() => null);
    await running?.close();
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.fatal({ err: error }, 'the service did not stop in order');
    process.exit(1);
  }
}

try {
  const { url } = await starting;
  process.stdout.write(`Pharmatwin is ready at ${url}\n`);
} catch (error) {
  logger.debug({ err: error }, 'not started');
  process.stderr.write(`Pharmatwin cannot start: ${bootFault(error, config)}\n`);
  process.exit(1);
}
