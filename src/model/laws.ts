import { mean, residual, sample, survival } from '../engine/distribution.js';
import { nextUniform, seedStream } from '../engine/random.js';
import type { CompiledLaw, CompiledLine, CompiledStation } from './compile.js';
import type { LineState } from './layout.js';

const US_PER_S = 1e6;

const everyStream = (law: CompiledLaw) => 8 * law.index;
const lastsStream = (law: CompiledLaw) => 8 * law.index + 4;
const choiceStream = (line: CompiledLine, station: CompiledStation) => 8 * line.laws.length + 4 * station.index;

/** Every stream of a line at its beginning. */
export function seedStreams(line: CompiledLine, state: LineState, seed: number, replication: number): void {
  for (const law of line.laws) {
    seedStream(state.words, everyStream(law), law.everyKey, seed, replication);
    seedStream(state.words, lastsStream(law), law.lastsKey, seed, replication);
  }
  for (const station of line.stations) seedStream(state.words, choiceStream(line, station), station.choiceKey, seed, replication);
}

/** The clock of a law starts anew, with a new age at which the next stop begins. */
export function renew(state: LineState, law: CompiledLaw): void {
  state.age[law.index] = 0;
  state.due[law.index] = sample(law.every, nextUniform(state.words, everyStream(law))) * US_PER_S;
}

/** Draws the next stop of a law afresh, given the age of its clock. */
export function redraw(state: LineState, law: CompiledLaw): void {
  const age = state.age[law.index]!;
  state.due[law.index] = age + residual(law.every, age / US_PER_S, nextUniform(state.words, everyStream(law))) * US_PER_S;
}

/** How much longer a stop lasts that has lasted `elapsedUs`: whole microseconds, at least one. */
export function drawLeft(state: LineState, law: CompiledLaw, elapsedUs: number): number {
  const seconds = residual(law.lasts, elapsedUs / US_PER_S, nextUniform(state.words, lastsStream(law)));
  return Math.max(1, Math.round(seconds * US_PER_S));
}

/**
 * Of a stop of unknown cause that goes on after `elapsedUs`: a law drawn with the weight (stops per time of the law) times
 * (chance that its stop lasts that long). Null where the station has no stop law.
 */
export function chooseLaw(line: CompiledLine, state: LineState, station: CompiledStation, elapsedUs: number): CompiledLaw | null {
  const weights = station.laws.map((law) => survival(law.lasts, elapsedUs / US_PER_S) / mean(law.every));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = nextUniform(state.words, choiceStream(line, station)) * total;
  if (total === 0) return longestLaw(station);
  return station.laws.find((_, i) => (left -= weights[i]!) < 0) ?? station.laws.at(-1)!;
}

const longestLaw = (station: CompiledStation) =>
  station.laws.reduce<CompiledLaw | null>((longest, law) => (longest === null || mean(law.lasts) > mean(longest.lasts) ? law : longest), null);

/** Of a stop of unknown cause that lasted `durationUs`: the law with the highest (stops per time) times (chance of about that duration, 0.8 to 1.25 times). */
export function likelyLaw(station: CompiledStation, durationUs: number): CompiledLaw | null {
  const seconds = durationUs / US_PER_S;
  const weight = (law: CompiledLaw) => (survival(law.lasts, seconds / 1.25) - survival(law.lasts, seconds * 1.25)) / mean(law.every);
  const best = station.laws.reduce<CompiledLaw | null>((likely, law) => (likely === null || weight(law) > weight(likely) ? law : likely), null);
  return best !== null && weight(best) > 0 ? best : longestLaw(station);
}
