import { existsSync } from 'node:fs';
import { startApp } from './app.js';
import { accessErrors } from './auth/auth.service.js';
import { bootFault } from './boot-fault.js';
import { readConfig } from './config.js';
import { createLogger } from './platform/logger.js';

const STOP_WITHIN_MS = 10_000;
const IMPATIENT_AFTER_MS = 500; // one Ctrl+C can come twice: from the terminal, and from the program that started us

if (existsSync('.env')) process.loadEnvFile('.env'); // what the environment says itself goes first

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

let stoppingSince: number | null = null;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopOnce(signal));
process.on('disconnect', () => stopOnce('the program that started us is gone'));

function stopOnce(why: string): void {
  if (stoppingSince === null) {
    stoppingSince = performance.now();
    void stop(why);
  } else if (performance.now() - stoppingSince > IMPATIENT_AFTER_MS) process.exit(1);
}

async function stop(reason: string): Promise<void> {
  logger.info(`${reason}: stopping`);
  setTimeout(() => {
    logger.fatal(`not stopped within ${STOP_WITHIN_MS / 1000} s: leaving without`);
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  try {
    const running = await starting.catch(() => null);
    await running?.close();
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.fatal({ err: error }, 'the service did not stop in order');
    process.exit(1);
  }
}

try {
  const { url, mqttUrl } = await starting;
  process.stdout.write(`Pharmatwin is ready at ${url}\n`);
  process.send?.({ type: 'ready', url, mqttUrl }, undefined, undefined, () => undefined); // a starter that is gone needs no word
} catch (error) {
  logger.debug({ err: error }, 'not started');
  process.stderr.write(`Pharmatwin cannot start: ${bootFault(error, config)}\n`);
  process.exit(1);
}
