// `npm start`: installs and builds what is needed, starts the service and, for the demo lines, the simulated machines.
// Options after `--`: --no-demo starts the service alone.
import { spawn } from 'node:child_process';
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

const service = start('service', ['--enable-source-maps', 'dist/src/main.js']);
service.on('message', async (message) => {
  if (message?.type !== 'ready') return;
  say(`open ${message.url} in a browser. Ctrl+C stops everything.`);
  if (noDemo) return say('no machines are simulated: the readings come from your broker.');
  if (!message.mqttUrl || stopping) return;
  const served = await fetch(`${message.url}/api/v1/lines/osd-1`).catch(() => null);
  if (served?.status === 404) return say('no machines are simulated: the demonstration line is not among the plant files.');
  if (stopping) return;
  const line = 'plants/osd-1.yaml';
  const data = path.resolve(root, process.env.TWIN_DATA ?? 'data');
  const simulator = start('simulator', [
    'dist/simulator/main.js',
    'run',
    '--line',
    line,
    '--broker',
    message.mqttUrl,
    '--history',
    '12h',
    '--state',
    path.join(data, 'simulator', 'osd-1.json'),
  ]);
  simulator.on('exit', (code) => {
    if (!stopping) say(`the simulated machines have stopped (exit code ${code}); the service goes on without them.`);
  });
});
service.on('exit', (code, signal) => {
  if (!stopping && signal)
    console.error(`pharmatwin: the service was ended by ${signal}. Nothing that was acknowledged is lost; start again with "npm start".`);
  stop(code ?? (stopping ? 0 : 1));
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
