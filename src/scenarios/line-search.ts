import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { LineSearchRequest } from '../contract/search.js';
import type { LineSearchResult } from '../contract/search-result.js';
import { canonicalJson } from '../plant/canonical.js';
import { ENGINE_VERSION } from './engine-version.js';
import { linePlace, linePlants, type VariantOfLine } from './line-place.js';
import { notesOn } from './notes.js';
import { searchHash } from './search-hash.js';
import { understandSearch } from './search-question.js';
import { searchSimulation } from './search-simulation.js';
import { toldOf, type SearchBytes } from './searching.js';
import { soughtBy } from './sought.js';
import type { PreparedRun } from './simulation.js';
import type { StartState } from './line-starts.js';

/** Understands a search over what-ifs of a line, and gives how it is begun. Issues point into the request. */
export function prepareLineSearch(
  request: LineSearchRequest,
  { definition, version: modelVersion }: { definition: LineDefinition; version: string },
): { ok: true; begin: (start: StartState) => PreparedRun } | { ok: false; issues: Issue[] } {
  const place = linePlace(definition);
  const understood = understandSearch(request, place);
  if (!understood.ok) return understood;
  const { question } = understood;
  const told = toldOf(place, request);
  const seeking = soughtBy(request, told, question);
  if (!seeking.ok) return seeking;
  const { sought } = seeking;
  const { horizon: horizonS, seed } = request;
  const begin = (start: StartState): PreparedRun => {
    const inputs = { request, modelVersion, startHash: start.hash };
    const { measuredRates = [], ...origin } = start.origin;
    const bytes: SearchBytes = (found, { length: replications }) =>
      canonicalJson({
        line: request.line,
        modelVersion,
        engineVersion: ENGINE_VERSION,
        start: { ...origin, hash: start.hash },
        horizonS,
        replications,
        seed,
        simulated: true,
        notes: notesOn(definition, request, measuredRates, replications),
        ...found,
      } satisfies LineSearchResult);
    const plantsOf = (variants: readonly VariantOfLine[]) => linePlants({ definition, start: start.snapshot, horizonS, seed }, variants);
    return { startHash: start.hash, inputHash: searchHash(inputs), ...searchSimulation({ question, request, told, sought, plantsOf, bytes }) };
  };
  return { ok: true, begin };
}
