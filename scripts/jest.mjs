// Runs Jest and keeps its report for scripts/summary.mjs and for closing lines.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

const reports = path.join(root, 'dist', 'reports');

/** The report of that name, or null where there is none. */
export const reportOf = (name) => {
  const file = path.join(reports, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

/** Tests passed, failed (also files that could not be run) and skipped in a report of Jest; nothing but a failure without one. */
export const countsOf = (jest) => ({
  passed: jest?.numPassedTests ?? 0,
  failed: jest ? jest.numFailedTests + jest.numRuntimeErrorTestSuites : 1,
  skipped: (jest?.numPendingTests ?? 0) + (jest?.numTodoTests ?? 0),
});

/** Runs Jest with these arguments, its report going to dist/reports; its exit code. */
export function runJest(report, args) {
  mkdirSync(reports, { recursive: true });
  rmSync(path.join(reports, report), { force: true });
  const jest = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=dist/reports/${report}`, ...args],
    { cwd: root, stdio: 'inherit' },
  );
  return jest.status ?? 1;
}
