import type { Command } from 'commander';
import { packageInfo } from '../platform/package.js';
import { ENGINE_VERSION } from '../scenarios/engine-version.js';
import type { Io } from './io.js';
import { serverOf, type ServerOptions } from './server.js';

export function addInfo(program: Command, io: Io): void {
  program
    .command('info')
    .description('versions of this program, and of a service')
    .option('--server <url>', 'ask this service')
    .option('--token <token>', 'bearer token of the service')
    .option('--json', 'JSON')
    .action(async (options: ServerOptions & { json?: true }) => {
      const own = { ...packageInfo, engine: ENGINE_VERSION, node: process.version };
      const service = options.server === undefined ? null : await serverOf(options, io).http.info();
      if (options.json) return io.out(JSON.stringify({ ...own, service }));
      io.out(`${own.name} ${own.version}, engine ${own.engine}, Node.js ${own.node}`);
      if (service) io.out(`${options.server}: ${service.name} ${service.version}, Node.js ${service.node}`);
      for (const { line, version } of service?.models ?? []) io.out(`  ${line}  ${version.slice(0, 12)}`);
    });
}
