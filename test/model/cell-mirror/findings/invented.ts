import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CellDefinition } from '../../../../src/contract/cell.js';
import { type Distribution, sample } from '../../../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../../../src/engine/random.js';
import { compileCell, type CompiledCell, type Place } from '../../../../src/model/cell/compile.js';
import type { MeasuredFact } from '../../../../src/model/cell-mirror/facts.js';

export function exampleCell(): CompiledCell {
  const compiled = compileCell(CellDefinition.parse(parse(readFileSync('docs/examples/solid-dose-cell.yaml', 'utf8'))));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.cell;
}

export const HOUR_US = 3.6e9;
export const DAY_US = 24 * HOUR_US;
/** 2026-01-05, a Monday, 06:00 in Paris. */
export const BEGIN_US = Date.parse('2026-01-05T05:00:00Z') * 1000;

/** What an invented plant is besides its file: a factor by `kind|source|of`, that may change with time. */
export type Truth = (key: string, atUs: number) => number;

/**
 * Facts drawn from the laws of the file themselves, batch by batch, without waiting or queues: what a plant would tell whose every
 * parameter is that of the file times `truth`. A batch every `everyH` hours.
 */
export function* factsOf(cell: CompiledCell, truth: Truth, plan: { days: number; seed: number; everyH?: number }): Generator<MeasuredFact> {
  for (const fact of unrounded(cell, truth, plan)) yield rounded(fact);
}

/** Times in whole microseconds. */
function rounded(fact: MeasuredFact): MeasuredFact {
  for (const key of ['fromUs', 'toUs', 'heldUs', 'atUs']) {
    const record = fact as unknown as Record<string, number>;
    if (record[key] !== undefined) record[key] = Math.round(record[key]);
  }
  return fact;
}

function* unrounded(cell: CompiledCell, truth: Truth, { days, seed, everyH = 21 }: { days: number; seed: number; everyH?: number }): Generator<MeasuredFact> {
  const world = new World(cell, truth, seed);
  const untilUs = BEGIN_US + days * DAY_US;
  let hourUs = BEGIN_US;
  for (let n = 0, atUs = BEGIN_US; atUs < untilUs; n++, atUs += everyH * HOUR_US) {
    for (; hourUs <= atUs; hourUs += HOUR_US) yield* world.hour(hourUs);
    yield* world.batch(n, atUs);
  }
}

class World {
  private readonly streams = new Map<string, Uint32Array>();
  private readonly untilStopS = new Map<string, number>();

  constructor(
    private readonly cell: CompiledCell,
    private readonly truth: Truth,
    private readonly seed: number,
  ) {}

  private uniform(name: string): number {
    let words = this.streams.get(name);
    if (words === undefined) this.streams.set(name, (words = newStream(name, this.seed)));
    return nextUniform(words, 0);
  }

  private draw(name: string, law: Distribution): number {
    return sample(law, this.uniform(name));
  }

  /** Mean 1, this relative standard deviation. */
  private noise(name: string, sd: number): number {
    return Math.max(0, sample({ dist: 'normal', mean: 1, sd }, this.uniform(name)));
  }

  *batch(n: number, beginUs: number): Generator<MeasuredFact> {
    const product = this.cell.definition.products[n % 2]!;
    const lot = `L${n}`;
    let atUs = beginUs;
    let items = product.batchSize;
    for (const step of this.cell.steps.filter((one) => this.cell.definition.products[one.product] === product)) {
      const place = this.cell.places[step.places[0]!]!;
      for (const activity of ['clearance', 'cleaning', 'changeover', 'set-up'] as const) {
        const index = {
          clearance: place.clearance,
          cleaning: n % 10 === 0 ? place.major : place.minor,
          changeover: place.change.activity[n % 4] ?? -1,
          'set-up': place.setUp,
        }[activity];
        if (index < 0) continue;
        const activeS = this.draw(`${place.id}/${activity}`, this.cell.activities[index]!.law) * this.truth(`activity|${place.id}|${activity}`, atUs);
        yield { kind: 'activity', source: place.id, activity, lot, fromUs: atUs, toUs: (atUs += activeS * 1e6), activeS };
      }
      const fromUs = atUs;
      const made = place.line === null ? yield* this.phases(place, lot, product.id, step.id, items, atUs) : yield* this.flow(place, lot, items, atUs);
      const rejected =
        place.line === null
          ? Math.round(items * (1 - step.recipe.yield) * this.noise(`${place.id}/loss`, 0.4) * this.truth(`yield|${place.id}|${step.id}`, atUs))
          : 0;
      atUs = made.atUs;
      yield {
        kind: 'step',
        source: place.id,
        lot,
        product: product.id,
        step: step.id,
        itemsIn: items,
        good: made.good - rejected,
        rejected,
        fromUs,
        toUs: atUs,
      };
      items = made.good - rejected;
      if (step.release >= 0) yield* this.release(step.release, lot, atUs);
    }
  }

  private *phases(
    place: Place,
    lot: string,
    product: string,
    step: string,
    items: number,
    beginUs: number,
  ): Generator<MeasuredFact, { good: number; atUs: number }> {
    let atUs = beginUs;
    for (const [i, index] of place.phases.entries()) {
      const phase = place.unit.phases[i]!.id;
      const activeS = this.draw(`${place.id}/${phase}`, this.cell.activities[index]!.law) * this.truth(`phase|${place.id}|${phase}`, atUs);
      yield* this.stops(place.id, place.unit.stops, place.unit.repair?.response ?? null, activeS, atUs);
      yield { kind: 'phase', source: place.id, lot, product, step, phase, items, fromUs: atUs, toUs: (atUs += activeS * 1e6), activeS };
    }
    return { good: items, atUs };
  }

  private *flow(place: Place, lot: string, items: number, beginUs: number): Generator<MeasuredFact, { good: number; atUs: number }> {
    const pace = place.line!.idealRatePerMin;
    let left = items;
    let toUs = beginUs;
    for (const station of place.line!.stations) {
      const source = `${place.id}.${station.id}`;
      const { rejects, stops } = place.unit.flow!.stations[station.index]!;
      const processed = Math.floor(left / station.takes);
      const perMin = Math.min(station.ratePerUs * 6e7, pace / station.unitsPerItem) * this.truth(`speed|${source}|${station.id}`, beginUs);
      const runS = (60 * processed) / (perMin * this.noise(`${source}/speed`, 0.002));
      const share = rejects * this.truth(`rejects|${source}|${station.id}`, beginUs);
      const startUp =
        place.unit.flow!.startUpRejects && station.index === 0 ? this.draw(`${source}/start-up`, place.unit.flow!.startUpRejects) / station.takes : 0;
      const rejected = Math.round(startUp + processed * share * this.noise(`${source}/rejects`, Math.sqrt(1 / Math.max(1, processed * share))));
      toUs = beginUs + runS * 1e6;
      yield* this.stops(source, stops, null, runS, beginUs);
      yield { kind: 'ran', source, lot, fromUs: beginUs, toUs, runS, items: processed, rejected, setPerMin: null };
      left = processed - rejected;
    }
    return { good: left, atUs: toUs };
  }

  private *stops(source: string, laws: Place['unit']['stops'], response: Distribution | null, runS: number, beginUs: number): Generator<MeasuredFact> {
    for (const [n, law] of laws.entries()) {
      const name = `${source}/${law.id}`;
      const every = () => this.draw(`${name}/every`, law.every) * this.truth(`stops|${source}|${law.id}`, beginUs);
      let ran = this.untilStopS.get(name) ?? every();
      for (; ran <= runS; ran += every()) {
        const atUs = beginUs + ran * 1e6;
        const waited = response !== null && law.class === 'failure' ? this.draw(`${name}/response`, response) : 0;
        const lasts = (waited + this.draw(`${name}/lasts`, law.lasts)) * this.truth(`repairs|${source}|${law.id}`, atUs);
        const reason = { failure: 257, 'micro-stop': 65, material: 33 }[law.class] + n;
        yield { kind: 'stop', source, reason, fromUs: atUs, toUs: atUs + lasts * 1e6, runS: ran };
      }
      this.untilStopS.set(name, ran - runS);
    }
  }

  private *release(index: number, lot: string, heldUs: number): Generator<MeasuredFact> {
    const plan = this.cell.releases[index]!;
    const tests = this.cell.definition.releases[index]!.tests;
    let atUs = heldUs;
    for (const [i, test] of plan.tests.entries()) {
      const id = tests[i]!.id;
      const fromUs = atUs;
      const seconds =
        this.draw(`${plan.id}/${id}`, this.cell.activities[test.activity]!.law) +
        (test.incubation ? this.draw(`${plan.id}/${id}/incubation`, test.incubation) : 0);
      atUs = this.opens(test.calendar, fromUs) + seconds * this.truth(`laboratory|laboratory|${plan.id}/${id}`, fromUs) * 1e6;
      yield { kind: 'test', release: plan.id, test: id, lot, fromUs, toUs: atUs };
    }
    const record = plan.record ? this.draw(`${plan.id}/record`, plan.record) * this.truth(`laboratory|laboratory|${plan.id}/record`, heldUs) * 1e6 : 0;
    const deviated =
      this.uniform(`${plan.id}/deviation`) < (plan.deviation?.probability ?? 0) * this.truth(`decisions|laboratory|${plan.id}/deviations`, heldUs);
    const rejected = this.uniform(`${plan.id}/reject`) < plan.reject;
    yield {
      kind: 'release',
      release: plan.id,
      lot,
      decision: rejected ? 'rejected' : 'released',
      deviated,
      heldUs,
      atUs: Math.max(atUs, heldUs + record) + (deviated ? DAY_US : 0),
    };
  }

  private opens(calendar: number, atUs: number): number {
    const hour = Math.floor((atUs - BEGIN_US) / HOUR_US) % 24; // from 06:00, laboratory from 08:00 to 18:00, every day
    return calendar < 0 || (hour >= 2 && hour < 12) ? atUs : BEGIN_US + (Math.floor((atUs - BEGIN_US - 2 * HOUR_US) / DAY_US) + 1) * DAY_US + 2 * HOUR_US;
  }

  /** An hour of meters: of a unit twelve hours at work and twelve without, of a zone by day and by night. */
  *hour(fromUs: number): Generator<MeasuredFact> {
    const toUs = fromUs + HOUR_US;
    const hour = Math.round((fromUs - BEGIN_US) / HOUR_US) % 24;
    const works = hour < 12;
    for (const place of this.cell.places) {
      const { power, standby } = place.unit;
      const asleep = standby !== undefined && hour > 12 && this.truth(`standby|${place.id}|standby`, fromUs) > 0.5;
      const account = works ? 'execute' : asleep ? 'standby' : 'idle';
      const mixed = place.unit.phases.some((phase) => phase.power !== undefined);
      const kw = works ? power.execute : asleep ? power.standby : power.idle;
      if (!(works && (place.line !== null || mixed))) yield this.energy(place.id, account, kw, fromUs, toUs);
      for (const station of place.line?.stations ?? [])
        if (works) yield this.energy(`${place.id}.${station.id}`, 'execute', station.power.execute, fromUs, toUs);
    }
    for (const [u, { id, energy }] of this.cell.definition.utilities.entries()) {
      const drawn = this.cell.places.reduce((sum, place) => sum + (works ? place.executeDraw[u]! : place.idleDraw[u]!), 0) * this.noise(`${id}/draw`, 0.1);
      const used = drawn * this.noise(`${id}/meter`, 0.01) + this.truth(`utility|utilities.${id}|leak`, fromUs) - 1;
      yield { kind: 'utility', utility: id, fromUs, toUs, used, drawn };
      for (const carrier in energy)
        yield { kind: 'energy', source: `utilities.${id}`, account: 'execute', carrier, fromUs, toUs, seconds: 3600, kwh: used * energy[carrier]! };
    }
    for (const zone of this.cell.definition.zones) {
      const setback = hour >= 16;
      const source = `zones.${zone.id}`;
      const stuck = this.truth(`setback|${source}|fan`, fromUs);
      const kw = zone.fan * (setback ? Math.min(1, zone.setback ** zone.exponent * stuck) : 1) * this.truth(`zone|${source}|fan`, fromUs);
      yield {
        kind: 'zone',
        zone: zone.id,
        setback,
        fromUs,
        toUs,
        seconds: 3600,
        fanKwh: kw * this.noise(`${source}/fan`, 0.01),
        meanFlow: null,
        outdoorC: null,
      };
    }
  }

  private energy(source: string, account: 'execute' | 'idle' | 'standby', kw: number, fromUs: number, toUs: number): MeasuredFact {
    const factor = this.truth(`power|${source}|electricity/${account === 'execute' ? 'work' : 'rest'}`, fromUs);
    return { kind: 'energy', source, account, carrier: 'electricity', fromUs, toUs, seconds: 3600, kwh: kw * factor * this.noise(`${source}/kw`, 0.01) };
  }
}
