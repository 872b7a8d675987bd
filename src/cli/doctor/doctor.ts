import { Option, type Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { CliFault, EXIT, type ExitCode, type Io } from '../io.js';
import { addressOf, serverOf, type ServerOptions } from '../server.js';
import { embeddedBroker, externalBroker } from './broker.js';
import { fail, ok, type Finding } from './finding.js';
import { dataFolder, diskRoom, httpPort, nodeVersion, plantFiles, webPages } from './host.js';
import { isOurs, running } from './service.js';
import { influx, postgres } from './stores.js';
import { DOCTOR_WORDS, type DoctorWords } from './words.js';

interface Options extends ServerOptions {
  url?: string;
  probe?: true;
  json?: true;
}

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
      const words = DOCTOR_WORDS[options.json ? 'en' : io.lang];
      const findings = await examine(options, words, io);
      for (const finding of findings) io.out(options.json ? JSON.stringify(asJson(finding)) : asText(finding, words));
      const faults = findings.filter(({ status }) => status === 'fail');
      if (faults.length > 0) throw new CliFault(Math.min(...faults.map(({ code }) => code)) as ExitCode, '');
    });
}

const asJson = ({ check, status, detail, todo }: Finding) => ({ check, status, ok: status !== 'fail', detail, todo });
const asText = ({ check, status, detail, todo }: Finding, { marks, colon }: DoctorWords): string =>
  `${marks[status]} ${check}${colon}${detail}${todo === null ? '' : `\n       ${todo}`}`;

async function examine(options: Options, words: DoctorWords, io: Io): Promise<Finding[]> {
  const asked = options.server ?? options.url;
  const settings = readConfig(io.env, io.cwd);
  if (!settings.ok) return [nodeVersion(words), ...settings.errors.map((detail) => fail(words.settings.check, detail, words.settings.todo, EXIT.usage))];
  const { config } = settings;
  const here = addressOf(config);
  const runs = here !== null && (await isOurs(here));
  const found = [
    nodeVersion(words),
    ok(words.settings.check, words.settings.right),
    plantFiles(config, words),
    dataFolder(config, words),
    diskRoom(config, words),
    webPages(words),
  ];
  const servers = await Promise.all([
    httpPort(config, runs, words),
    broker(config, runs, options.probe === true, words),
    history(config, words),
    database(config, words),
  ]);
  const url = asked ?? (runs ? here : null);
  if (url === null) return [...found, ...servers.flat()];
  const server = serverOf({ ...options, server: url }, io);
  return [...found, ...servers.flat(), ...(await running(server.url, server.http, words))];
}

const broker = async (config: Config, runs: boolean, probe: boolean, words: DoctorWords): Promise<Finding[]> =>
  config.mqtt.url === null ? [await embeddedBroker(config, runs, words)] : externalBroker(config, config.mqtt.url, probe, words);

const history = async (config: Config, words: DoctorWords): Promise<Finding[]> =>
  config.influx ? influx(config.influx, words) : [ok(words.history.check, words.history.embedded)];

const database = async ({ databaseUrl }: Config, words: DoctorWords): Promise<Finding[]> =>
  databaseUrl === null ? [ok(words.database.check, words.database.embedded)] : postgres(databaseUrl, words);
