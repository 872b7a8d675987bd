// Installs packages and builds the product where that is needed, and says what it does.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUILT_FROM = ['src', 'simulator', 'client', 'bench', 'web', 'package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'tsconfig.build.json'];

export const say = (sentence) => console.log(`pharmatwin: ${sentence}`);

export function fail(sentence, code = 1) {
  console.error(`pharmatwin: ${sentence}`);
  process.exit(code);
}

function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Node.js 20.19 or newer is needed, this is ${process.versions.node}.`);
}

function hashOf(entries) {
  const hash = createHash('sha256');
  const visit = (entry) => {
    const full = path.join(root, entry);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) visit(path.join(entry, name));
    else hash.update(entry).update('\0').update(readFileSync(full)).update('\0');
  };
  entries.forEach(visit);
  return hash.digest('hex');
}

function stepWhenStale(stamp, hash, done, sentence, work) {
  const file = path.join(root, stamp);
  if (done() && existsSync(file) && readFileSync(file, 'utf8') === hash) return false;
  say(sentence);
  work();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hash);
  return true;
}

/** Runs a program to its end with its output shown. Ends this process where it fails. */
export function must(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.status !== 0) fail(`"${[command, ...args].join(' ')}" failed${result.error ? `: ${result.error.message}` : ` with exit code ${result.status}`}.`);
}

export function install() {
  needNode();
  stepWhenStale(
    'node_modules/.pharmatwin-lock',
    hashOf(['package-lock.json', 'package.json']),
    () => existsSync(path.join(root, 'node_modules')),
    'installing packages (npm ci), about a minute …',
    () => must('npm', ['ci', '--loglevel=error'], { shell: process.platform === 'win32' }),
  );
}

export function build() {
  const node = process.execPath;
  stepWhenStale(
    'dist/.pharmatwin-build',
    hashOf(BUILT_FROM),
    () => existsSync(path.join(root, 'dist/src/main.js')) && existsSync(path.join(root, 'dist/web/index.html')),
    'building service, simulator and web pages …',
    () => {
      must(node, ['node_modules/@nestjs/cli/bin/nest.js', 'build']);
      must(node, ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']);
    },
  );
}
