// `npm run test:web`: installs, builds, and runs the tests that look at the screens in Chromium, with the service running: test/stack/*-web.test.ts.
// Words after `--` go to Jest: `npm run test:web -- wall`.
import { existsSync } from 'node:fs';
import { countsOf, reportOf, runJest } from './jest.mjs';
import { build, fail, install, say } from './prepare.mjs';

const REPORT = 'jest-web.json';
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

if (!existsSync(chromium))
  fail(`there is no Chromium at ${chromium}, and the screens are tested in one. Debian: apt-get install chromium. Elsewhere: CHROMIUM with its path.`);
install();
build();
const status = runJest(REPORT, [...process.argv.slice(2), '--testMatch', '**/test/stack/*-web.test.ts']);
const { passed, failed, skipped } = countsOf(reportOf(REPORT));
say(`the screens: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(status);
