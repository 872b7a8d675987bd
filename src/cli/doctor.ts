import { accessSync, constants, existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import type { Command } from 'commander';
import { readConfig, type Config } from '../config.js';
import { readPlantFiles } from '../plant/files.js';
import { formatIssues } from '../plant/read.js';
import { packageRoot } from '../platform/package.js';
import { CliFault, EXIT, type ExitCode, type Io } from './io.js';

interface Finding {
  check: string;
  ok: boolean;
  detail: string;
  code: ExitCode;
}

const TIMEOUT_MS = 3000;

export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('look whether the service can start here: Node.js, settings, plant files, folders, ports, servers')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine(io);
      for (const { check, ok, detail } of findings) io.out(json ? JSON.stringify({ check, ok, detail }) : `${ok ? 'ok    ' : 'FAULT '} ${check}: ${detail}`);
      const faults = findings.filter(({ ok }) => !ok);
      if (faults.length > 0) throw new CliFault(Math.min(...faults.map(({ code }) => code)) as ExitCode, '');
    });
}

async function examine(io: Io): Promise<Finding[]> {
  const node = nodeVersion();
  const settings = readConfig(io.env, io.cwd);
  if (!settings.ok) return [node, ...settings.errors.map((detail) => ({ check: 'settings', ok: false, detail, code: EXIT.usage }))];
  const { config } = settings;
  const found = [node, { check: 'settings', ok: true, detail: 'right', code: EXIT.usage }, plants(config), dataFolder(config), webPages()];
  return [...found, ...(await Promise.all([httpPort(config), broker(config), influx(config), database(config)]))];
}

function nodeVersion(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { check: 'Node.js', ok, detail: ok ? process.version : `${process.version}: 20.19 or newer is needed`, code: EXIT.failure };
}

function plants(config: Config): Finding {
  const { files, cells, issues } = readPlantFiles(config.plants);
  const named = (kind: string, of: readonly { definition: { id: string } }[]) =>
    of.length > 0 ? [`${kind} ${of.map(({ definition }) => definition.id).join(', ')}`] : [];
  const detail = issues.length > 0 ? `\n${formatIssues(issues)}` : [...named('lines', files), ...named('cells', cells)].join('; ');
  return { check: 'plant files', ok: issues.length === 0, detail, code: EXIT.validation };
}

function dataFolder({ dataDir }: Config): Finding {
  let place = dataDir;
  while (!existsSync(place) && path.dirname(place) !== place) place = path.dirname(place);
  try {
    accessSync(place, constants.W_OK);
    return { check: 'data folder', ok: true, detail: `${dataDir} can be written`, code: EXIT.failure };
  } catch {
    return { check: 'data folder', ok: false, detail: `${dataDir} cannot be written: set TWIN_DATA`, code: EXIT.failure };
  }
}

function webPages(): Finding {
  const ok = existsSync(path.join(packageRoot, 'dist', 'web', 'index.html'));
  return { check: 'web pages', ok, detail: ok ? 'built' : 'not built: npm run build', code: EXIT.failure };
}

async function httpPort({ host, port }: Config): Promise<Finding> {
  const running = await ours(host, port);
  const ok = running || port === 0 || (await isFree(port, host));
  const detail = running
    ? `the service is running at ${host}:${port}`
    : ok
      ? `port ${port} is free`
      : `port ${port} is taken by another program: set TWIN_PORT`;
  return { check: 'HTTP', ok, detail, code: EXIT.failure };
}

async function broker(config: Config): Promise<Finding> {
  const { url, embeddedPort } = config.mqtt;
  if (url !== null) return reach('broker', url, url.startsWith('mqtts:') ? 8883 : 1883, 'TWIN_MQTT_URL');
  const ok = embeddedPort === 0 || (await isFree(embeddedPort, '127.0.0.1')) || (await ours(config.host, config.port));
  return {
    check: 'broker',
    ok,
    detail: ok ? `embedded, port ${embeddedPort}` : `port ${embeddedPort} is taken by another program: set TWIN_MQTT_EMBEDDED_PORT`,
    code: EXIT.failure,
  };
}

async function influx({ influx: settings }: Config): Promise<Finding> {
  if (!settings) return { check: 'history', ok: true, detail: 'embedded DuckDB', code: EXIT.unreachable };
  try {
    const response = await fetch(`${settings.url.replace(/\/+$/, '')}/ping`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const version = response.headers.get('x-influxdb-version');
    return {
      check: 'history',
      ok: response.ok,
      detail: response.ok ? `InfluxDB ${version ?? ''} answers` : `${settings.url} answers ${response.status}`,
      code: EXIT.unreachable,
    };
  } catch (error) {
    return { check: 'history', ok: false, detail: `${settings.url} (TWIN_INFLUX_URL) cannot be reached: ${causeOf(error)}`, code: EXIT.unreachable };
  }
}

async function database({ databaseUrl }: Config): Promise<Finding> {
  if (databaseUrl === null) return { check: 'database', ok: true, detail: 'private PostgreSQL', code: EXIT.unreachable };
  return reach('database', databaseUrl, 5432, 'TWIN_DATABASE_URL');
}

async function reach(check: string, url: string, defaultPort: number, setting: string): Promise<Finding> {
  const { hostname, port } = new URL(url);
  const fault = await connectTo(hostname.replace(/^\[|\]$/g, ''), Number(port) || defaultPort);
  const place = `${hostname}:${port || defaultPort}`;
  return {
    check,
    ok: fault === null,
    detail: fault === null ? `${place} accepts connections` : `${place} (${setting}) cannot be reached: ${fault}`,
    code: EXIT.unreachable,
  };
}

function connectTo(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (fault: string | null) => {
      socket.destroy();
      resolve(fault);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer within ${TIMEOUT_MS / 1000} s`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

async function ours(host: string, port: number): Promise<boolean> {
  if (port === 0) return false;
  try {
    const response = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ((await response.json()) as { status?: string }).status === 'ok';
  } catch {
    return false;
  }
}

const causeOf = (error: unknown) => ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as Error).message;
