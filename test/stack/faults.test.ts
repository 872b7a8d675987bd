import path from 'node:path';
import { randomOf } from '../../bench/faults/random.js';
import { KINDS } from '../../bench/faults/kinds.js';
import { report } from '../../bench/faults/report.js';
import { runFaults } from '../../bench/faults/run.js';
import { missingServers } from '../../bench/faults/servers.js';
import { repositoryRoot } from '../shared.js';

const missing = missingServers();
const suite = missing === null ? describe : describe['skip'];
const LONGEST_MS = 10_000;
const SHORT = KINDS.filter(({ needs, holdMs }) => !needs?.clock && !needs?.disk && holdMs[1] <= LONGEST_MS);
const SEED = 7;

suite(missing === null ? 'a service under faults' : `a service under faults (skipped: ${missing})`, () => {
  it('loses nothing, counts nothing twice and balances its account, whatever is killed, cut off or slow', async () => {
    const outcomes = [];
    const main = path.join(repositoryRoot, 'dist/src/main.js');
    const settings = { count: SHORT.length, random: randomOf(SEED), ratePerS: 200, kinds: SHORT, say: () => undefined, main };
    for await (const outcome of runFaults(settings)) outcomes.push(outcome);
    const { injected, sent, stored, lost, lostInBroker, seenMissing, duplicated, unbalanced, kinds } = report(outcomes, SEED);
    expect({ injected, lost, duplicated, unbalanced }).toEqual({ injected: SHORT.length, lost: 0, duplicated: 0, unbalanced: 0 });
    expect(sent).toBeGreaterThan(0);
    expect(stored).toBe(sent - lostInBroker - seenMissing);
    expect(Object.keys(kinds).sort()).toEqual(SHORT.map(({ name }) => name).sort());
  }, 300_000);
});
