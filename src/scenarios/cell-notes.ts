import { answerNote, type AnswerNote } from '../contract/answer-note.js';
import { finishedItems } from '../contract/cell-items.js';
import type { CellDefinition } from '../contract/cell.js';
import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { CellStartState } from './cell-starts.js';

const FEW = 20;

/** How far a run came. */
export interface Reached {
  /** what was to be known well is */
  precise: boolean;
  cancelled: boolean;
}

/** What limits an answer about a site. `carriers`: what they cost and emit as it is; null: not known. */
export function notesOnCell(
  request: Pick<CellScenarioRequest, 'replications' | 'precision'>,
  definition: CellDefinition,
  start: CellStartState,
  carriers: readonly { carrier: string; costEur: unknown; co2eKg: unknown }[],
  replications: number,
  { precise, cancelled }: Reached,
): AnswerNote[] {
  const items = [...new Set(finishedItems(definition))];
  return [
    ...(definition.demo ? [answerNote('plant-invented', {})] : []),
    answerNote('file-not-fitted', {}),
    ...(start.beginning.from === 'empty' && start.beginning.warmUpS > 0 ? [answerNote('warm-up', { days: start.beginning.warmUpS / 86_400 })] : []),
    ...(items.length > 1 ? [answerNote('items-differ', { items: items.join(', ') })] : []),
    ...carriers.flatMap(({ carrier, costEur, co2eKg }) => [
      ...(costEur === null ? [answerNote('no-tariff', { carrier })] : []),
      ...(co2eKg === null ? [answerNote('no-carbon', { carrier })] : []),
    ]),
    ...(replications < FEW ? [answerNote('few-replications', { replications })] : []),
    ...(cancelled ? [answerNote('cancelled', { replications, wanted: request.replications })] : []),
    ...(request.precision && !precise ? [answerNote('precision-missed', { kpi: request.precision.kpi, replications })] : []),
  ];
}
