// The closing line of .ci/run, from the reports that the runners wrote themselves.
import { countsOf, reportOf } from './jest.mjs';

const tests = countsOf(reportOf('jest.json'));
const check = reportOf('check.json');
const passed = tests.passed + (check?.passed ?? 0);
const failed = tests.failed + (check ? check.failed : 1);
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
