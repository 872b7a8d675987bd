// The closing line of .ci/run, from the reports that the runners wrote themselves.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

const report = (name) => {
  const file = path.join(root, 'dist', 'reports', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};
const jest = report('jest.json');
const check = report('check.json');
const passed = (jest?.numPassedTests ?? 0) + (check?.passed ?? 0);
const failed = (jest ? jest.numFailedTests + jest.numRuntimeErrorTestSuites : 1) + (check ? check.failed : 1);
const skipped = (jest?.numPendingTests ?? 0) + (jest?.numTodoTests ?? 0);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
