import type { Config } from './config.js';

/** Why the service does not start, in words for the one who started it. */
export function bootFault(error: unknown, config: Config): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  const setting = port === config.mqtt.embeddedPort && port !== config.port ? 'TWIN_MQTT_EMBEDDED_PORT' : 'TWIN_PORT';
  if (code === 'EADDRINUSE') return `${setting}: port ${port} is taken by another program: stop it, or set ${setting} to a free one (0 takes any)`;
  if (code === 'EACCES' && port !== undefined) return `${setting}: port ${port} may not be opened by this user: set ${setting} to one above 1023`;
  if (code === 'EADDRNOTAVAIL') return `${address} is no address of this machine: set TWIN_HOST`;
  return error.message;
}
