// `npm start`: installs and builds what is needed, starts the service and, for the demo lines, the simulated machines.
// Options after `--`: --no-demo starts the service alone; --history 3d gives the sites less than 30 days at the first start.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, fail, install, root, say } from './prepare.mjs';

const noDemo = process.argv.includes('--no-demo') || process.env.TWIN_MQTT_URL !== undefined;
install();
build();

const children = new Set();
let stopping = false;

/** A child of ours. It stops by itself when this process is gone: its channel to us closes. */
function start(name, args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { TWIN_LOG_PRETTY: 'true', ...process.env } });
  children.add(child);
  child.on('error', (error) => fail(`cannot start the ${name}: ${error.message}`));
  child.on('exit', () => children.delete(child));
  return child;
}

function stop(code) {
  if (!stopping) {
    stopping = true;
    process.exitCode = code;
    for (const child of children) child.kill('SIGTERM');
  }
}

/** History that the machines of the sites (told only so often) and of the line have behind them at the first start. */
const asked = process.argv.indexOf('--history');
const HISTORY = { sites: (asked > 0 && process.argv[asked + 1]) || '30d', every: '5min', line: '12h' };
/** New sites that are given their history at the same time. */
const AT_ONCE = 2;

/** The simulated machines of those demonstration plants that the service serves. */
async function startDemo({ url, mqttUrl }) {
  const served = async (kind, id) => (await fetch(`${url}/api/v1/${kind}/${id}`).catch(() => null))?.status !== 404;
  const data = path.resolve(root, process.env.TWIN_DATA ?? 'data', 'simulator');
  const shared = (id) => ['--broker', mqttUrl, '--state', path.join(data, `${id}.json`)];
  const line = (await served('lines', 'osd-1')) ? ['run', '--line', 'plants/osd-1.yaml', '--history', HISTORY.line, ...shared('osd-1')] : null;
  const sites = [];
  for (const site of sitesOfFiles()) if (await served('cells', site.cell)) sites.push(site);
  if (stopping) return;
  if (line === null && sites.length === 0) return say('no machines are simulated: no demonstration plant is among the plant files.');
  if (line !== null) simulate('osd-1', line);
  const startSite = (site, live) => {
    const hidden = existsSync(path.join(root, site.secrets)) ? ['--secrets', site.secrets] : [];
    const past = ['--history', HISTORY.sites, '--history-every', HISTORY.every];
    simulate(site.cell, ['cell', site.file, ...hidden, ...past, '--log', path.join(data, `${site.cell}.jsonl`), ...shared(site.cell)], live);
  };
  const next = () => {
    const site = fresh.shift();
    if (site !== undefined && !stopping) startSite(site, next);
  };
  // What has been kept has only the time to catch up in which it was away.
  const isKept = ({ cell }) => existsSync(path.join(data, `${cell}.json`));
  const fresh = sites.filter((site) => !isKept(site));
  for (const site of sites.filter(isKept)) startSite(site);
  if (fresh.length > 0)
    say(`the first start gives ${fresh.length} sites ${HISTORY.sites} of history, which takes some minutes; each site is live as soon as its own is in.`);
  for (let i = 0; i < AT_ONCE; i++) next();
}

/** The cells of the demonstration sites, each with its plant file and what its plant hides. */
function sitesOfFiles() {
  const folder = path.join(root, 'plants/sites');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return names.flatMap((name) => {
    const cell = /^id: *(\S+)/m.exec(readFileSync(path.join(folder, name), 'utf8'))?.[1];
    return cell === undefined ? [] : [{ cell, file: `plants/sites/${name}`, secrets: `plants/secrets/${name}` }];
  });
}

/** `live` is called once its plant has come to the present, or is gone. */
function simulate(id, args, live = () => {}) {
  const simulator = start(`simulator of ${id}`, ['dist/simulator/main.js', ...args]);
  let told = false;
  const tell = () => {
    if (!told) live();
    told = true;
  };
  simulator.on('message', (message) => {
    if (message?.type === 'live') tell();
  });
  simulator.on('exit', (code) => {
    if (!stopping) say(`the simulated machines of ${id} have stopped (exit code ${code}); the service goes on without them.`);
    tell();
  });
}

/** Readings live for a fraction of a second, longer than the young generation of Node's usual 16 MB lasts under load. */
const forMessages = ['--max-semi-space-size=64'];
const service = start('service', [...forMessages, '--enable-source-maps', 'dist/src/main.js']);
service.on('message', async (message) => {
  if (message?.type !== 'ready') return;
  say(`open ${message.url} in a browser. Ctrl+C stops everything.`);
  if (noDemo) return say('no machines are simulated: the readings come from your broker.');
  if (!message.mqttUrl || stopping) return;
  await startDemo(message);
});
service.on('exit', (code, signal) => {
  if (!stopping && signal)
    console.error(`pharmatwin: the service was ended by ${signal}. Nothing that was acknowledged is lost; start again with "npm start".`);
  stop(code ?? (stopping ? 0 : 1));
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
