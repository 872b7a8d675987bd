import type { ScenarioDocument, ScenarioResult } from '../../src/contract/scenario.js';
import { observe } from '../../src/model/assimilate.js';
import { beginning, measuredRates } from '../../src/model/deviation.js';
import { newMirror } from '../../src/model/mirror.js';
import { snapshot } from '../../src/model/state.js';
import { understand } from '../../src/scenarios/question.js';
import { hashOfState, resultBytes, toResult } from '../../src/scenarios/result.js';
import { lineJobs } from '../../src/scenarios/run-job.js';
import { runReplications } from '../../src/scenarios/runner.js';
import { InProcessQueue, MONDAY_US, compiled, definition, request } from './fixtures.js';

const line = compiled();

/** The line after 20 minutes, in which the filler slows down from 200 to `fillerPerMin` after five. */
function lineWith(fillerPerMin: number) {
  const mirror = newMirror(line);
  const at = (atS: number) => MONDAY_US + atS * 1e6;
  for (let atS = 0; atS <= 1200; atS += 5) {
    const speeds = { filler: atS <= 300 ? 200 : fillerPerMin, packer: 20 };
    for (const [unit, speed] of Object.entries(speeds)) {
      const common = { line: 'pack-1', unit, measuredAtUs: at(atS), receivedAtUs: at(atS), quality: 'good' as const };
      observe(line, mirror, { ...common, signal: 'state', value: 'Execute' });
      observe(line, mirror, { ...common, signal: 'speed', value: speed });
    }
  }
  const begin = snapshot(line, beginning(line, mirror)!);
  return { begin, rates: measuredRates(line, mirror.books) };
}

type Changes = NonNullable<ScenarioDocument['variants']>[number]['changes'];

async function ask({ begin, rates }: ReturnType<typeof lineWith>, variants: Record<string, Changes>): Promise<ScenarioResult> {
  const asked = request({ start: { from: 'live' }, variants: Object.entries(variants).map(([id, changes]) => ({ id, changes })) });
  const understood = understand(asked, definition());
  if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
  const { definitions, setRates } = understood.question;
  const share = { definitions, setRates, start: begin, horizonS: asked.horizon, seed: asked.seed, replications: asked.replications };
  const replications = await runReplications(lineJobs(new InProcessQueue(2)), share, { signal: new AbortController().signal, nowMs: () => 0 });
  const inputs = { request: asked, modelVersion: 'v', startHash: hashOfState(asked.line, begin) };
  return toResult(inputs, { from: 'live', atUs: MONDAY_US + 1200e6, epoch: 'e', revision: 1, measuredRates: rates }, definitions, replications);
}

const good = (result: ScenarioResult, id: string) => result.variants.find((variant) => variant.id === id)!.kpis.goodUnits!.mean;
const IDEAL: Changes = [{ kind: 'rate', unit: 'filler', to: '200 /min' }];

describe('a what-if from a line with a machine that was found slow', () => {
  it('has the machine mended where its rate is set, and multiplies the measured rate by a factor', async () => {
    const result = await ask(lineWith(180), {
      mended: IDEAL,
      factor: [{ kind: 'rate', unit: 'filler', factor: 200 / 180 }],
      other: [{ kind: 'rate', unit: 'packer', to: '22 /min' }],
    });
    const [, mended, , other] = result.variants;
    expect(mended!.difference!.goodUnits!.verdict).toBe('better');
    expect(good(result, 'baseline') / good(result, 'mended')).toBeCloseTo(0.906, 3); // stops come with operation: fewer at lower speed
    expect(good(result, 'factor') / good(result, 'mended')).toBeCloseTo(1.006, 3);
    expect(other!.difference!.goodUnits).toMatchObject({ mean: 0, verdict: 'no-detectable-difference' });
  });

  it('says so', async () => {
    const { notes, start } = await ask(lineWith(180), { mended: IDEAL });
    expect(notes).toEqual([
      'The filler has run 10 % below its ideal rate since 2026-01-05 05:05 UTC and is taken to go on so; ask with its rate set to 200 /min to see it mended.',
      'All other rates, stops and powers are those of the plant file; they were not fitted to data of this line.',
    ]);
    expect(Object.keys(start).sort()).toEqual(['atUs', 'epoch', 'from', 'hash', 'revision']);
  });

  it('gives the same bytes again', async () => {
    const slow = lineWith(180);
    expect(resultBytes(await ask(slow, { mended: IDEAL }))).toBe(resultBytes(await ask(lineWith(180), { mended: IDEAL })));
  });
});

describe('a what-if from a line with a machine that was found fast', () => {
  it('says so, and has it at its ideal rate where that is set', async () => {
    const result = await ask(lineWith(215), { ideal: IDEAL });
    expect(result.notes[0]).toBe(
      'The filler has run 7 % above its ideal rate since 2026-01-05 05:06 UTC and is taken to go on so; ask with its rate set to 200 /min to see it as it should be.',
    );
    expect(result.variants[1]!.difference!.goodUnits!.verdict).toBe('worse');
  });
});

describe('a what-if from a line at its ideal rates', () => {
  it('is not changed by setting one of them to what it is', async () => {
    const result = await ask(lineWith(200), { same: IDEAL });
    expect(result.notes).toEqual(['Rates, stops and powers are those of the plant file; they were not fitted to data of this line.']);
    expect(result.variants[1]!.difference!.goodUnits).toMatchObject({ mean: 0 });
  });
});
