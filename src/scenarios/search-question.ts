import type { ChangeNote } from '../contract/change-note.js';
import { explain, pointerOf, toIssue } from '../contract/explain.js';
import type { Issue } from '../contract/problem.js';
import type { SearchRequest } from '../contract/search.js';
import { kindOf, type SearchKind } from '../contract/search-kind.js';
import { changesAt, levelsOf, triedLevels, type Factor, type Level } from '../contract/search-factor.js';
import type { SearchPlace, Varied } from './search-place.js';

/** Values of factors, by their id. */
export type At = Readonly<Record<string, Level>>;

/** A place with the values of some factors. */
export interface Point<Variant> {
  at: At;
  variant: Variant;
  notes: ChangeNote[];
}

/** A search that was understood. */
export interface SearchQuestion<Variant> {
  kind: SearchKind;
  baseline: Point<Variant>;
  /** Of a sweep and a tornado all of them, in their order; of other kinds those that were tried. */
  points: Point<Variant>[];
  /** Another point. */
  point(at: At): Pointed<Variant>;
  /** The variant of changes that come from elsewhere in the request. */
  made(at: At, varied: readonly FromRequest[]): Pointed<Variant>;
}

export type Pointed<Variant> = { ok: true; point: Point<Variant> } | { ok: false; issues: Issue[] };

type Asked<Change> = Pick<SearchRequest, 'over'> & Partial<Record<SearchKind, unknown>> & { changes: readonly Change[] };

/** Makes the variant of every point of a search. Issues point into the request; of each place the first. */
export function understandSearch<Change, Variant>(
  request: Asked<Change>,
  place: SearchPlace<Change, Variant>,
): { ok: true; question: SearchQuestion<Variant> } | { ok: false; issues: Issue[] } {
  const kind = kindOf(request);
  const made: SearchQuestion<Variant>['made'] = (at, varied) => variantFrom(request, place, at, varied);
  const point = (at: At) =>
    made(
      at,
      request.over.flatMap((factor, index) => (factor.id in at ? changesFrom(factor, index, at[factor.id]!) : [])),
    );
  const base = baseOf(request.over);
  const baseline = point(base);
  const tried = pointsOf(kind, request.over).map((at) => ({ at, ...point({ ...base, ...at }) }));
  const issues = [baseline, ...tried].flatMap((each) => (each.ok ? [] : each.issues));
  if (!baseline.ok || issues.length > 0)
    return { ok: false, issues: issues.filter(({ pointer }, i) => issues.findIndex((other) => other.pointer === pointer) === i) };
  const points = tried.flatMap((each) => (each.ok ? [{ ...each.point, at: each.at }] : []));
  return { ok: true, question: { kind, baseline: baseline.point, points, point, made } };
}

const baseOf = (over: readonly Factor[]): At => Object.fromEntries(over.flatMap(({ id, base }) => (base === undefined ? [] : [[id, base]])));

/** Every combination, the last factor changing fastest; of a tornado one factor at a time; else each value once. */
function pointsOf(kind: SearchKind, over: readonly Factor[]): At[] {
  if (kind === 'sweep')
    return over.reduce<At[]>((points, factor) => points.flatMap((at) => levelsOf(factor)!.map((level) => ({ ...at, [factor.id]: level }))), [{}]);
  if (kind === 'tornado') return over.flatMap(({ id, low, high }) => [{ [id]: low! }, { [id]: high! }]);
  return over.flatMap((factor) => triedLevels(factor, 'range').map((level) => ({ [factor.id]: level })));
}

function variantFrom<Change, Variant>(
  { changes }: Asked<Change>,
  place: SearchPlace<Change, Variant>,
  at: At,
  varied: readonly FromRequest[],
): Pointed<Variant> {
  const made = varied.map(({ document }) => explain(place.change, document));
  const wrong = made.flatMap((each, i) =>
    each.ok ? [] : each.faults.map(toIssue).map(({ pointer, detail }) => ({ pointer: `/changes/${i}${pointer}`, detail })),
  );
  const own = made.flatMap((each) => (each.ok ? [each.value] : []));
  const result: Varied<Variant> = wrong.length > 0 ? { ok: false, issues: wrong } : place.vary([...changes, ...own]);
  if (result.ok) return { ok: true, point: { at, variant: result.variant, notes: result.notes } };
  const before = wrong.length > 0 ? 0 : changes.length;
  return { ok: false, issues: result.issues.map((issue) => located(issue, before, varied)) };
}

/** A change that a search makes, and where it stands in the request. */
export interface FromRequest {
  pointer: string;
  /** the value with which it is made; not given: there is none */
  level?: Level;
  document: unknown;
}

const changesFrom = (factor: Factor, index: number, level: Level): FromRequest[] =>
  changesAt(factor, level).map(({ path, document }) => ({ pointer: pointerOf(['over', index, ...path]), level, document }));

/** An issue of a variant at its place in the search. Where a factor made it, it says with which value. */
function located({ pointer, detail }: Issue, before: number, varied: readonly FromRequest[]): Issue {
  const inSearch = (text: string) =>
    text.replace(/\/changes\/(\d+)/g, (same: string, number: string) => (Number(number) < before ? same : varied[Number(number) - before]!.pointer));
  const number = Number(/^\/changes\/(\d+)/.exec(pointer)?.[1] ?? NaN);
  if (Number.isNaN(number)) return { pointer: varied.length > 0 ? '/over' : '/changes', detail };
  const its = number < before ? undefined : varied[number - before];
  const level = its?.level === undefined ? '' : `with ${String(its.level)}: `;
  return { pointer: inSearch(pointer), detail: `${level}${inSearch(detail)}` };
}
