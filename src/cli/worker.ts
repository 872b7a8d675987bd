import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { CliFault, EXIT, type Io } from './io.js';
import { someNumber } from './simulate.js';

interface Options {
  redis?: string;
  threads?: number;
}

const STOP_WITHIN_MS = 10_000;

export function addWorker(program: Command, io: Io): void {
  program
    .command('worker')
    .description('simulate for services, by Redis, until told to stop (Ctrl+C)')
    .option('--redis <url>', 'where the services leave their jobs; TWIN_REDIS_URL where not given')
    .option('--threads <n>', 'threads; TWIN_WORKERS, or one less than the cores, where not given', someNumber)
    .action(async ({ redis, threads }: Options) => {
      const read = readConfig({ ...io.env, ...(redis === undefined ? {} : { TWIN_REDIS_URL: redis, TWIN_REDIS_URL_FILE: undefined }) }, io.cwd);
      if (!read.ok) throw new CliFault(EXIT.usage, read.errors.join('\n'));
      const { redisUrl, workers, log } = read.config;
      if (redisUrl === null) throw new CliFault(EXIT.usage, 'a worker needs a Redis: --redis redis://host:6379, or TWIN_REDIS_URL');
      const { createLogger } = await import('../platform/logger.js');
      const { startWorkerProcess } = await import('../scenarios/worker-process.js');
      const logger = createLogger(log);
      const worker = startWorkerProcess({ redisUrl, threads: threads ?? workers, say: (level, sentence) => logger[level]({ context: 'worker' }, sentence) });
      const signal = await new Promise<string>((resolve) => (['SIGTERM', 'SIGINT'] as const).forEach((name) => process.once(name, resolve)));
      logger.info({ context: 'worker' }, `${signal}: stopping`);
      setTimeout(() => process.exit(EXIT.failure), STOP_WITHIN_MS).unref();
      await worker.stop();
      logger.info({ context: 'worker' }, 'stopped');
    });
}
