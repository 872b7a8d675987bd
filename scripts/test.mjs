// `npm test`: installs, builds, finds or installs the real servers, and runs every test.
// Words after `--` go to Jest: `npm test -- test/engine`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runJest } from './jest.mjs';
import { build, install, say } from './prepare.mjs';

const SERVERS = { mosquitto: 'mosquitto', influxd: 'influxdb', chromium: 'chromium' };
const places = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
const missing = () => Object.keys(SERVERS).filter((program) => !places.some((place) => existsSync(path.join(place, program))));

function findServers() {
  let absent = missing();
  if (absent.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const packages = absent.map((program) => SERVERS[program]);
    say(`installing ${packages.join(', ')} with apt-get, for the tests against real servers …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
    absent = missing();
  }
  for (const program of absent) say(`${program} was not found (Debian: apt-get install ${SERVERS[program]}): the tests that need it are SKIPPED.`);
}

install();
build();
findServers();
process.exit(runJest('jest.json', process.argv.slice(2)));
