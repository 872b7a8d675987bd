import type { Command } from 'commander';
import type { ServerFailure } from '../../client/http.js';
import { TwinHttp } from '../../client/http.js';
import { readConfig, type Config } from '../config.js';
import { CliFault, EXIT, type ExitCode, type Io } from './io.js';

const DEFAULT_SERVER = 'http://127.0.0.1:3000';

export interface ServerOptions {
  server?: string;
  token?: string;
}

export interface Server {
  url: string;
  token: string | null;
  http: TwinHttp;
}

/** Adds the options that name the service, and --json. */
export const withServer = (command: Command): Command =>
  command
    .option('--server <url>', 'the service; where not given PHARMATWIN_SERVER, else that of the settings here (TWIN_PORT), else http://127.0.0.1:3000')
    .option('--token <token>', 'bearer token of the service; PHARMATWIN_TOKEN where not given')
    .option('--json', 'JSON');

/** The service that the options or the environment name. Its faults end the command, see faultOf. */
export function serverOf(options: ServerOptions, io: Io): Server {
  const url = (options.server ?? io.env.PHARMATWIN_SERVER ?? serverHere(io)).replace(/\/+$/, '');
  const token = options.token ?? io.env.PHARMATWIN_TOKEN ?? null;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new CliFault(EXIT.usage, `--server ${url}: expected an address such as ${DEFAULT_SERVER}`);
  return { url, token, http: new TwinHttp({ url, token }) };
}

/** The address at which a service with these settings answers on this machine; where its port is any, null. */
export function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string | null {
  return port === 0 ? null : `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function serverHere(io: Io): string {
  const settings = readConfig(io.env, io.cwd);
  return (settings.ok ? addressOf(settings.config) : null) ?? DEFAULT_SERVER;
}

const CODES: Partial<Record<ServerFailure['code'], ExitCode>> = { unreachable: EXIT.unreachable, 'not-found': EXIT.notFound, validation: EXIT.validation };

/** What a service refuses, as the end of the command: each issue a line where there are some. */
export function faultOf({ code, message, issues }: ServerFailure): CliFault {
  return new CliFault(CODES[code] ?? EXIT.failure, issues.length > 0 ? issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n') : message);
}
