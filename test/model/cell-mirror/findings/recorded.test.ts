import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CellDefinition, type CellDocument } from '../../../../src/contract/cell.js';
import { compileCell, type CompiledCell } from '../../../../src/model/cell/compile.js';
import { type PackmlSpan, recordCell } from '../../../../src/model/cell/record.js';
import { runCell } from '../../../../src/model/cell/run.js';
import { startCell } from '../../../../src/model/cell/state.js';
import type { Activity, MeasuredFact } from '../../../../src/model/cell-mirror/facts.js';
import { findingsOf } from '../../../../src/model/cell-mirror/findings/findings.js';
import { openWatch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import { BEGIN_US, DAY_US, HOUR_US } from './invented.js';

const WEEKS = 26;
const document = () => parse(readFileSync('docs/examples/solid-dose-cell.yaml', 'utf8')) as CellDocument;

function compiled(file: CellDocument): CompiledCell {
  const result = compileCell(CellDefinition.parse(file));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.cell;
}

/** What the mirror would tell of a run of the model: its own record, phase by phase, with the waits and stops of the whole cell. */
function factsOfRun(cell: CompiledCell, seed: number): MeasuredFact[] {
  const state = startCell(cell, { atUs: BEGIN_US, seed, replication: 0 });
  const record = recordCell(state);
  const untilUs = BEGIN_US + WEEKS * 7 * DAY_US;
  runCell(cell, state, untilUs);
  const facts: MeasuredFact[] = [];
  for (const batch of record.batches.values()) {
    const lot = `L${batch.batch}`;
    for (const step of batch.steps) {
      if (step.toUs === null) continue;
      const of = { source: step.unit, lot, product: batch.product, step: step.step };
      const spans = record.units.get(step.unit)!;
      step.phases.forEach(({ phase, fromUs }, i) => {
        const toUs = step.phases[i + 1]?.fromUs ?? step.toUs!;
        facts.push({ kind: 'phase', ...of, phase, items: step.itemsIn, fromUs, toUs, activeS: secondsIn(spans, 'execute', fromUs, toUs) });
      });
      facts.push({ kind: 'step', ...of, itemsIn: step.itemsIn, good: step.itemsOut!, rejected: step.rejected!, fromUs: step.fromUs, toUs: step.toUs });
    }
  }
  for (const [source, spans] of record.units) facts.push(...activities(source, spans), ...energies(cell, source, spans));
  return facts.sort((a, b) => endOf(a) - endOf(b));
}

const endOf = (fact: MeasuredFact) => (fact.kind === 'release' ? fact.atUs : fact.toUs);

function secondsIn(spans: readonly PackmlSpan[], account: string, fromUs: number, toUs: number): number {
  let sum = 0;
  for (let i = spans.findLastIndex((span) => span.fromUs <= fromUs); i < spans.length && spans[i]!.fromUs < toUs; i++) {
    if (spans[i]!.account === account) sum += (Math.min(toUs, spans[i + 1]?.fromUs ?? toUs) - Math.max(fromUs, spans[i]!.fromUs)) / 1e6;
  }
  return sum;
}

const ACTIVITIES: readonly string[] = ['set-up', 'start-up', 'changeover', 'cleaning', 'clearance', 'maintenance'] satisfies Activity[];
/** What may come between the parts of one piece of work. */
const PAUSES = ['off', 'down', 'persons', 'minor-stop'];

function activities(source: string, spans: readonly PackmlSpan[]): MeasuredFact[] {
  const facts: MeasuredFact[] = [];
  let open: { activity: Activity; fromUs: number; toUs: number; activeS: number } | null = null;
  spans.forEach(({ account, fromUs }, i) => {
    const toUs = spans[i + 1]?.fromUs;
    if (toUs === undefined) return;
    if (open !== null && account === open.activity) {
      open.activeS += (toUs - fromUs) / 1e6;
      open.toUs = toUs;
    } else if (open === null || !PAUSES.includes(account)) {
      if (open !== null) facts.push({ kind: 'activity', source, lot: null, ...open });
      open = ACTIVITIES.includes(account) ? { activity: account as Activity, fromUs, toUs, activeS: (toUs - fromUs) / 1e6 } : null;
    }
  });
  return facts;
}

/** Energy of the accounts of a unit without work, by the hour where it has a standby policy. */
function energies(cell: CompiledCell, source: string, spans: readonly PackmlSpan[]): MeasuredFact[] {
  const { power, standby } = cell.places.find(({ id }) => id === source)!.unit;
  if (!standby) return [];
  return spans.flatMap(({ account, fromUs }, i) => {
    const untilUs = spans[i + 1]?.fromUs ?? fromUs;
    const facts: MeasuredFact[] = [];
    for (let at = fromUs; at < untilUs; at = (Math.floor(at / HOUR_US) + 1) * HOUR_US) {
      const toUs = Math.min(untilUs, (Math.floor(at / HOUR_US) + 1) * HOUR_US);
      const [hourUs, seconds] = [Math.floor(at / HOUR_US) * HOUR_US, (toUs - at) / 1e6];
      const kw = account === 'standby' ? power.standby : account === 'off' ? 0 : power.idle;
      const rests = account === 'idle' || account === 'starved' || account === 'standby';
      facts.push({
        kind: 'energy',
        source,
        account: rests ? account : 'off',
        carrier: 'electricity',
        fromUs: hourUs,
        toUs: hourUs + HOUR_US,
        seconds,
        kwh: (kw * seconds) / 3600,
      });
    }
    return facts;
  });
}

function judge(plant: CellDocument, seed: number): string[] {
  const watch = openWatch(cell);
  const said = new Map<string, string>();
  factsOfRun(compiled(plant), seed).forEach((fact, i) => {
    watchFact(cell, watch, fact);
    if (i % 100 === 0) for (const { id, source, kind, of } of findingsOf(cell, watch, endOf(fact))) said.set(id, `${source} ${kind} ${of}`);
  });
  return [...said.values()];
}

const cell = compiled(document());

describe('half a year of the model itself, as its record tells it', () => {
  it('has no finding', () => {
    expect(judge(document(), 1)).toEqual([]);
  });

  it('that dries longer and cleans the press longer than its file says has these two', () => {
    const plant = document();
    const of = (id: string) => plant.units.find((unit) => unit.id === id)!;
    of('dryer').phases!.find(({ id }) => id === 'drying')!.lasts = { dist: 'triangular', min: '34 min', mode: '56 min', max: '105 min' };
    of('press').cleaning!.minor!.lasts = '80 min';
    of('press').cleaning!.major.lasts = '480 min';
    expect(judge(plant, 2).sort()).toEqual(['dryer phase drying', 'press activity cleaning']);
  });
});
