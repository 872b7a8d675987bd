import { Inject, Injectable } from '@nestjs/common';
import type { LineStop } from '../contract/line-oee.js';
import type { Issue } from '../contract/problem.js';
import { reasonOf } from '../contract/reason-of.js';
import type { KeptStatement, KeptStatements, StopStatement } from '../contract/stop-statement.js';
import { refusal } from '../contract/refusal.js';
import { lineStops } from '../model/analysis/line-stops.js';
import { NOTHING_SAID, type SaidMerger, type SaidOfStops, type SaidReason } from '../model/analysis/said-of-stops.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { PlantLine } from '../plant/plant.service.js';
import { HISTORY, type History, type Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { LONGEST_US } from './line-window.js';
import { measuredUnits, standsThroughout } from './measured-units.js';
import { StopStatementStore } from './stop-statement-store.service.js';

type Told = Exclude<StopStatement, { what: 'withdraw' }>;

/** What people say of the stops of a line: judged by what was measured, kept, and told to whoever lists stops. */
@Injectable()
export class StopStatements {
  constructor(
    private readonly store: StopStatementStore,
    @Inject(HISTORY) private readonly history: History,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps all of them, or throws a problem that tells of each that cannot be. */
  async keep(line: PlantLine, statements: readonly StopStatement[], who: string): Promise<KeptStatement[]> {
    const nowUs = await nowOfLine(line.definition, this.history, this.clock);
    const told = statements.flatMap((statement, i) => (statement.what === 'withdraw' ? [] : [{ statement, pointer: `/statements/${i}` }]));
    const wrong = told.flatMap(({ statement, pointer }) => issuesOf(line, statement, nowUs).map(([key, detail]) => ({ pointer: pointer + key, detail })));
    refuse(wrong);
    if (told.length > 0) refuse(await this.withoutStops(line, told, nowUs));
    const added = await this.store.add(line.definition.id, statements, { who, recordedAtUs: nowUs });
    if ('kept' in added) return added.kept;
    throw problem(added.void.map((i) => ({ pointer: `/statements/${i}/of`, detail: 'there is no such statement that holds' })));
  }

  page(line: PlantLine, asked: { limit: number; before: number | undefined }): Promise<Pick<KeptStatements, 'items' | 'next'>> {
    return this.store.page(line.definition.id, asked);
  }

  /** What holds of the stops in a window. Of a stop that began more than seven days before it nothing is known. */
  async saidOf(line: PlantLine, window: Window): Promise<SaidOfStops> {
    const held = await this.store.about(line.definition.id, window);
    const reasons: SaidReason[] = [];
    for (const said of held) if (said.what === 'assign' && (await this.reaches(line, said, window))) reasons.push(said);
    return { reasons, mergers: held.filter((said) => said.what === 'merge') };
  }

  /** Which stops in a window are one: without the reasons, for which the history before the window may have to be read. */
  async mergersOf({ definition }: PlantLine, window: Window): Promise<SaidMerger[]> {
    return (await this.store.about(definition.id, window)).filter((said) => said.what === 'merge');
  }

  /** Whether a reason tells of the window. One without an end from before it does where its stop still went on as the window began. */
  private async reaches(line: PlantLine, { unit, fromUs, toUs }: SaidReason, window: Window): Promise<boolean> {
    if (toUs !== null || fromUs >= window.fromUs) return true;
    if (window.fromUs - fromUs > LONGEST_US) return false;
    return standsThroughout(this.history, line.compiled, unit, { fromUs, toUs: window.fromUs });
  }

  /** Statements that tell of no stop that was measured. */
  private async withoutStops({ compiled }: PlantLine, told: readonly { statement: Told; pointer: string }[], nowUs: number): Promise<Issue[]> {
    const ends = told.map(({ statement: { toUs } }) => toUs ?? nowUs);
    const window = { fromUs: Math.min(...told.map(({ statement: { fromUs } }) => fromUs)), toUs: Math.max(...ends) };
    if (window.toUs - window.fromUs > LONGEST_US) return [{ pointer: '/statements', detail: refusal('stopsWithinDays', { days: 7 }) }];
    const { items } = lineStops(compiled, await measuredUnits(this.history, compiled, window), null, window, NOTHING_SAID);
    return told.flatMap(({ statement, pointer }) => {
      const detail = missing(statement, items);
      return detail === null ? [] : [{ pointer, detail }];
    });
  }
}

/** What is wrong with a statement by itself: a key with a sentence. */
function issuesOf({ definition, compiled }: PlantLine, statement: Told, nowUs: number): [string, string][] {
  const issues: [string, string][] = [];
  const { unit, fromUs, toUs } = statement;
  if (!compiled.stationOf.has(unit)) issues.push(['/unit', refusal('noMachine', { line: definition.id, unit })]);
  if (fromUs >= (toUs ?? nowUs)) issues.push(['/fromUs', toUs === null ? 'must be before now of the line' : 'must be before toUs']);
  if (toUs !== null && toUs > nowUs) issues.push(['/toUs', 'must be at most now of the line; null tells of a stop that goes on']);
  if (statement.what === 'assign' && definition.reasons.length > 0 && reasonOf(definition, statement.reason) === null)
    issues.push(['/reason', refusal('noStopReason', { reason: statement.reason })]);
  return issues;
}

function missing({ what, unit, fromUs, toUs }: Told, stops: readonly LineStop[]): string | null {
  const touched = stops.filter((stop) => stop.unit === unit && stop.fromUs < (toUs ?? Infinity) && (stop.toUs ?? Infinity) > fromUs);
  if (touched.length === 0) return refusal('noStopThen', { unit });
  if (what === 'merge') return touched.length > 1 ? null : refusal('oneStopThen', { unit });
  const goesOn = touched.some((stop) => stop.toUs === null && stop.fromUs <= fromUs);
  return toUs !== null || goesOn ? null : `${unit} has no stop that stood at fromUs and still goes on: give toUs`;
}

const problem = (issues: readonly Issue[]) => new ProblemError('validation', refusal('statementsWrong', {}), issues);
function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw problem(issues);
}
