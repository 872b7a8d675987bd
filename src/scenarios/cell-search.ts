import type { CellDefinition } from '../contract/cell.js';
import type { Issue } from '../contract/problem.js';
import type { CellSearchRequest } from '../contract/search.js';
import type { CellSearchResult } from '../contract/search-result.js';
import type { Micros } from '../contract/units.js';
import { weekOf, type Week } from '../model/search/week.js';
import type { VariantOfCell } from '../model/what-if/variant.js';
import { valuesOf } from '../model/search/rows.js';
import { seriesBook } from '../model/supply/series-book.js';
import { canonicalJson } from '../plant/canonical.js';
import { notesOnCell } from './cell-notes.js';
import { cellPlace, cellPlants } from './cell-place.js';
import { startOf, type CellStartState } from './cell-starts.js';
import { ENGINE_VERSION } from './engine-version.js';
import { searchHash } from './search-hash.js';
import { understandSearch, type SearchQuestion } from './search-question.js';
import { searchSimulation } from './search-simulation.js';
import { toldOf, type SearchBytes } from './searching.js';
import { scheduled, soughtSchedule } from './sought-schedule.js';
import { soughtBy } from './sought.js';
import type { PreparedRun } from './simulation.js';

/** Understands a search over what-ifs of a site, from the instant at which the horizon begins, and gives how it is begun. Issues point into the request. */
export function prepareCellSearch(
  request: CellSearchRequest,
  { definition, version: modelVersion }: { definition: CellDefinition; version: string },
  atUs: Micros,
): { ok: true; begin: (start: CellStartState) => PreparedRun } | { ok: false; issues: Issue[] } {
  const place = cellPlace(definition, seriesBook(request.series), atUs);
  const understood = understandSearch(request, place);
  if (!understood.ok) return understood;
  const { schedule } = request;
  const week = schedule && weekOf(schedule, definition.timezone, atUs);
  const planned = week ? asPlanned(understood.question, week) : understood;
  if (!planned.ok) return planned;
  const { question } = planned;
  const told = toldOf(place, request);
  const seeking = week ? soughtSchedule(request, schedule, week, told, question) : soughtBy(request, told, question);
  if (!seeking.ok) return seeking;
  const { sought } = seeking;
  const { horizon: horizonS, seed } = request;
  const begin = (start: CellStartState): PreparedRun => {
    const inputs = { request, modelVersion, startHash: start.hash };
    const bytes: SearchBytes = (found, baseline, isWhole) => {
      const carriers = definition.carriers.map(({ id }) => ({
        carrier: id,
        costEur: valuesOf(baseline, `${id}.costEur`),
        co2eKg: valuesOf(baseline, `${id}.co2eKg`),
      }));
      return canonicalJson({
        cell: request.cell,
        modelVersion,
        engineVersion: ENGINE_VERSION,
        start: startOf(start),
        horizonS,
        replications: baseline.length,
        seed,
        simulated: true,
        notes: notesOnCell(request, definition, start, carriers, baseline.length, { precise: true, cancelled: !isWhole }),
        startNotes: start.notes,
        ...found,
      } satisfies CellSearchResult);
    };
    const plantsOf = (variants: readonly VariantOfCell[]) => cellPlants({ beginning: start.beginning, horizonS, seed }, variants);
    return { startHash: start.hash, inputHash: searchHash(inputs), ...searchSimulation({ question, request, told, sought, plantsOf, bytes }) };
  };
  return { ok: true, begin };
}

/** The baseline of a schedule has its orders too, in the order in which they are planned. */
function asPlanned<Variant>(question: SearchQuestion<Variant>, week: Week): { ok: true; question: SearchQuestion<Variant> } | { ok: false; issues: Issue[] } {
  const { made } = scheduled(question, week, [...week.orders.keys()]);
  return made.ok ? { ok: true, question: { ...question, baseline: made.point } } : made;
}
