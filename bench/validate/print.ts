import type { Metric } from './metric.js';
import type { CaseResult } from './run-case.js';

const WORD = { pass: 'pass', fail: 'FAIL', 'not-supported': 'NOT SUPPORTED' } as const;

const shown = (value: number | string | null) => (typeof value === 'number' ? String(Number(value.toPrecision(12))) : (value ?? 'null'));

const relative = (error: number) => (error === 0 ? '0' : error.toExponential(1));

/** How far off, by what it was judged by: in standard errors where the value was simulated, else relative. */
function distance({ z, relativeError, blunt, acceptedBy }: Metric): string {
  if (acceptedBy !== undefined) return `rel ${relative(relativeError ?? 0)}; of its ${acceptedBy.what} ${relative(acceptedBy.relativeError)}`;
  if (blunt !== undefined) return `z ${z?.toFixed(2) ?? '-'}, blunt: ${Math.ceil(blunt)} times the runs`;
  if (z !== null) return `z ${z.toFixed(2)}`;
  return relativeError === null ? '' : `rel ${relative(relativeError)}`;
}

const columns = (c: string, metric: string, exact: string, got: string, off: string, verdict: string) =>
  `${c.padEnd(30)} ${metric.padEnd(34)} ${exact.padStart(20)} ${got.padStart(20)}  ${off.padEnd(12)} ${verdict}`.trimEnd();

/** One line per metric: case, metric, exact, got, z or relative error, verdict; then one of the case. */
export function caseLines({ id, verdict, metrics, reason }: CaseResult, elapsedS: number): string[] {
  const lines = metrics.map((m) => columns(id, m.metric, shown(m.exact), shown(m.got), distance(m), WORD[m.pass ? 'pass' : 'fail']));
  return [...lines, `${id.padEnd(30)} ${WORD[verdict]}${reason === null ? '' : `: ${reason}`} (${elapsedS.toFixed(2)} s)`];
}

/** Cases passed of all, by family, and together. */
export function summaryLines(results: readonly CaseResult[]): string[] {
  const families = [...new Set(results.map(({ family }) => family))];
  const passed = (of: readonly CaseResult[]) => of.filter(({ verdict }) => verdict === 'pass').length;
  const line = (name: string, of: readonly CaseResult[]) => `${name.padEnd(22)} ${passed(of)} of ${of.length} passed`;
  return [
    '',
    ...families.map((name) =>
      line(
        name,
        results.filter(({ family }) => family === name),
      ),
    ),
    line('all', results),
  ];
}
