import { Option, type Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { CliFault, EXIT, type ExitCode, type Io } from '../io.js';
import { addressOf, serverOf, type ServerOptions } from '../server.js';
import { embeddedBroker, externalBroker } from './broker.js';
import { fail, ok, type Finding } from './finding.js';
import { dataFolder, diskRoom, httpPort, nodeVersion, plantFiles, webPages } from './host.js';
import { isOurs, running } from './service.js';
import { influx, postgres } from './stores.js';

interface Options extends ServerOptions {
  url?: string;
  probe?: true;
  json?: true;
}

const MARKS = { ok: 'ok   ', warn: 'warn ', fail: 'FAIL ' } as const;

export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('look whether the service can start here, and what goes wrong where it runs: each check ok, warn or fail, with what to do')
    .option('--server <url>', 'ask this service; where not given, the one of the settings where it runs')
    .addOption(new Option('--url <url>', 'as --server').hideHelp())
    .option('--token <token>', 'bearer token of the service')
    .option('--probe', 'try whether the broker keeps what is sent while we are away: 1,500 small messages below pharmatwin/doctor')
    .option('--json', 'one JSON object a line')
    .action(async (options: Options) => {
      const findings = await examine(options, io);
      for (const finding of findings) io.out(options.json ? JSON.stringify(asJson(finding)) : asText(finding));
      const faults = findings.filter(({ status }) => status === 'fail');
      if (faults.length > 0) throw new CliFault(Math.min(...faults.map(({ code }) => code)) as ExitCode, '');
    });
}

const asJson = ({ check, status, detail, todo }: Finding) => ({ check, status, ok: status !== 'fail', detail, todo });
const asText = ({ check, status, detail, todo }: Finding): string => `${MARKS[status]} ${check}: ${detail}${todo === null ? '' : `\n       ${todo}`}`;

async function examine(options: Options, io: Io): Promise<Finding[]> {
  const asked = options.server ?? options.url;
  const settings = readConfig(io.env, io.cwd);
  if (!settings.ok) return [nodeVersion(), ...settings.errors.map((detail) => fail('settings', detail, 'docs/operations.md has all settings', EXIT.usage))];
  const { config } = settings;
  const here = addressOf(config);
  const runs = here !== null && (await isOurs(here));
  const found = [nodeVersion(), ok('settings', 'right'), plantFiles(config), dataFolder(config), diskRoom(config), webPages()];
  const servers = await Promise.all([httpPort(config, runs), broker(config, runs, options.probe === true), history(config), database(config)]);
  const url = asked ?? (runs ? here : null);
  if (url === null) return [...found, ...servers.flat()];
  const server = serverOf({ ...options, server: url }, io);
  return [...found, ...servers.flat(), ...(await running(server.url, server.http))];
}

const broker = async (config: Config, runs: boolean, probe: boolean): Promise<Finding[]> =>
  config.mqtt.url === null ? [await embeddedBroker(config, runs)] : externalBroker(config, config.mqtt.url, probe);

const history = async (config: Config): Promise<Finding[]> => (config.influx ? influx(config.influx) : [ok('history', 'embedded DuckDB')]);

const database = async ({ databaseUrl }: Config): Promise<Finding[]> => (databaseUrl === null ? [ok('database', 'private PostgreSQL')] : postgres(databaseUrl));
