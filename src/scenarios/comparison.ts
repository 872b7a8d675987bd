import { CELL_KPI_TREND } from '../contract/cell-scenario.js';
import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { RunComparison } from '../contract/comparison.js';
import { MATTERS } from '../contract/matters.js';
import type { Run } from '../contract/run.js';
import { KPI_TREND, type ScenarioResult } from '../contract/scenario.js';
import { differing, INCOMPARABLE, sideBySide } from '../model/side-by-side.js';

interface Answered {
  run: Pick<Run, 'id' | 'question' | 'request'>;
  result: ScenarioResult | CellScenarioResult;
}

export type Compared = { ok: true; comparison: RunComparison } | { ok: false; detail: string };

/** Answers of runs side by side, or why they cannot be. */
export function compareRuns(answers: readonly Answered[]): Compared {
  const first = answers[0]!;
  for (const { run, result } of answers) {
    const apart = differing(first.result, result).filter((key) => INCOMPARABLE.includes(key));
    if (apart.length > 0) return { ok: false, detail: `runs ${first.run.id} and ${run.id} cannot be compared: they differ in ${apart.join(', ')}` };
  }
  const ofSite = 'cell' in first.result;
  const trend = ofSite ? CELL_KPI_TREND : KPI_TREND;
  const matters = 'cell' in first.result ? first.result.matters : MATTERS;
  const variants = sideBySide(
    answers.map(({ result }) => ({ ...result, variants: result.variants.map(({ id, kpis }) => ({ id, kpis })) })),
    trend,
    matters,
  );
  return {
    ok: true,
    comparison: {
      of: ofSite ? 'cell' : 'line',
      line: 'cell' in first.result ? first.result.cell : first.result.line,
      matters,
      runs: answers.map(({ run: { id, question, request }, result: { start, horizonS, replications, seed, modelVersion } }) => ({
        id,
        question,
        request,
        start: { from: start.from, hash: start.hash, atUs: start.atUs },
        horizonS,
        replications,
        seed,
        modelVersion,
      })),
      variants: variants.map(({ answer, variant, against, paired, differs, difference }) => ({
        run: answers[answer]!.run.id,
        id: variant.id,
        kpis: variant.kpis,
        difference,
        against: against === null ? null : answers[against]!.run.id,
        paired,
        differs,
      })),
    },
  };
}
