import type { Candidate, Evaluated, Row, Search } from './search.js';

/** A search written down as one goes through it: it yields what is to be simulated, and goes on with the answers. */
export type Course<Outcome> = Generator<Question<Outcome>, Outcome, Answers>;

export interface Question<Outcome> {
  candidates: readonly Candidate[];
  soFar: () => Outcome;
}

/** Rows by the id of the candidate. */
export type Answers = ReadonlyMap<number, readonly Row[]>;

/** A point and what came of it so far. */
export interface Trial {
  readonly id: number;
  readonly point: readonly number[];
  /** number of the replication of the first row */
  readonly from: number;
  readonly rows: Row[];
}

export const newTrial = (id: number, point: readonly number[], from = 0): Trial => ({ id, point, from, rows: [] });

/** Asks for what these trials lack of the number of rows wanted. */
export function* observe<Outcome>(wanted: readonly { trial: Trial; rows: number }[], soFar: () => Outcome): Generator<Question<Outcome>, void, Answers> {
  const lacking = wanted.filter(({ trial, rows }) => trial.rows.length < rows);
  if (lacking.length === 0) return;
  const candidates = lacking.map(({ trial: { id, point, from, rows: had }, rows }) => ({
    id,
    point,
    replications: { from: from + had.length, count: rows - had.length },
  }));
  const answers = yield { candidates, soFar };
  for (const { trial } of lacking) trial.rows.push(...answers.get(trial.id)!);
}

/** How many replications it takes to bring these trials to that number of rows. */
export const lackOf = (trials: readonly Trial[], rows: number): number => trials.reduce((sum, trial) => sum + Math.max(0, rows - trial.rows.length), 0);

/** A course as one asks and tells. */
export function searchOf<Outcome>(course: Course<Outcome>): Search<Outcome> {
  let now = course.next();
  return {
    ask: () => (now.done === true ? [] : now.value.candidates),
    tell: (results) => {
      if (now.done === true) throw new RangeError('the search has ended');
      now = course.next(answersTo(now.value.candidates, results));
    },
    outcome: () => (now.done === true ? now.value : now.value.soFar()),
  };
}

function answersTo(candidates: readonly Candidate[], results: readonly Evaluated[]): Answers {
  const answers = new Map(results.map(({ id, values }) => [id, values]));
  for (const { id, replications } of candidates) {
    const told = answers.get(id)?.length ?? 0;
    if (told !== replications.count) throw new RangeError(`candidate ${id} was asked for ${replications.count} replications, got ${told}`);
  }
  if (answers.size !== candidates.length) throw new RangeError(`${candidates.length} candidates were asked for, got ${answers.size}`);
  return answers;
}

/** The outcome of a search whose replications are simulated here and now. */
export function carryOut<Outcome>(search: Search<Outcome>, simulate: (point: readonly number[], replication: number) => Row): Outcome {
  for (let asked = search.ask(); asked.length > 0; asked = search.ask()) {
    search.tell(
      asked.map(({ id, point, replications: { from, count } }) => ({ id, values: Array.from({ length: count }, (_, i) => simulate(point, from + i)) })),
    );
  }
  return search.outcome();
}

/** A course as part of a longer one, whose outcome so far it completes. */
export function* partOf<Part, Outcome>(course: Course<Part>, soFar: (part: Part) => Outcome): Generator<Question<Outcome>, Part, Answers> {
  let now = course.next();
  while (now.done !== true) {
    const { candidates, soFar: part } = now.value;
    now = course.next(yield { candidates, soFar: () => soFar(part()) });
  }
  return now.value;
}
