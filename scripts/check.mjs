// `npm run check`: types, purity, lint, formatting and the arrows between the rooms. Every check runs; one failure fails all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './prepare.mjs';

install();
const node = (script, ...args) => [process.execPath, [path.join('node_modules', script), ...args]];
const tsc = (project) => node('typescript/bin/tsc', '-p', project);
const CHECKS = [
  ['types of service, simulator, client and tests', tsc('tsconfig.json')],
  ['types and purity of src/contract', tsc('src/contract')],
  ['types and purity of src/engine', tsc('src/engine')],
  ['types and purity of src/model', tsc('src/model')],
  ['types of web', tsc('web')],
  ['lint', node('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  ['formatting', node('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn')],
  ['arrows between rooms, cycles, orphans', node('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'client', 'simulator', 'web/src', 'bench', '--config')],
];

let failed = 0;
for (const [name, [command, args]] of CHECKS) {
  const started = Date.now();
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  const ok = result.status === 0;
  if (!ok) failed++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(`${result.stdout ?? ''}${result.stderr ?? ''}`);
}
console.log(`checks: ${CHECKS.length - failed} passed, ${failed} failed`);
if (existsSync(path.join(root, 'dist')) || process.env.CI) {
  mkdirSync(path.join(root, 'dist', 'reports'), { recursive: true });
  writeFileSync(path.join(root, 'dist', 'reports', 'check.json'), JSON.stringify({ passed: CHECKS.length - failed, failed }));
}
process.exit(failed === 0 ? 0 : 1);
