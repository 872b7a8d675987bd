import { lookAhead } from '../../../src/model/cell/look-ahead.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import type { CellPlant } from '../../../simulator/cell/state.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { compiled, listen } from '../../model/cell-mirror/heard.js';
import { DAY, exampleDocument, HOUR, TestPlant } from '../../simulator/cell/plant.js';

/**
 * Look-aheads of the example cell against the independent simulator, which runs as its file says: its messages are heard by the
 * mirror, the mirror tells the situation, and what then happens in the plant is counted. Prints how often it lay in the range of 80 %.
 */
const looks = Number(process.argv[2] ?? 200);
const everyS = Number(process.argv[3] ?? 11) * HOUR;
const AHEAD_S = 8 * HOUR;
const WARM_UP_S = 10 * DAY;
const REPLICATIONS = 100;

const definition = CellDefinition.parse(exampleDocument());
const cell = compiled(definition);
const mirror = openMirror(cell);
const plant = new TestPlant(definition, { seed: 7 });
const hear = listen(plant, (o) => void observeCell(cell, mirror, o));

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);
/** Energy of the site over all carriers since it began [kWh]. */
const kwhOf = ({ places, utilities, zones }: CellPlant) =>
  sum(places.flatMap(({ kwh }) => Object.values(kwh))) +
  sum(utilities.flatMap(({ kwh }) => Object.values(kwh))) +
  sum(zones.flatMap(({ kwh }) => [kwh.electricity, kwh.heat]));
const packer = definition.units.findIndex(({ id }) => id === 'packaging');
const madeOf = ({ places }: CellPlant) => {
  const last = places[packer]!.machines.at(-1)!;
  return last.processed - last.defective;
};

const seen: Record<string, { within: number; below: number; all: number }> = {};
function count(kind: string, { low, high }: { low: number; high: number }, actual: number): void {
  const at = (seen[kind] ??= { within: 0, below: 0, all: 0 });
  at.all++;
  if (actual < low) at.below++;
  else if (actual <= high) at.within++;
}

interface Open {
  toS: number;
  settle: () => void;
}
const open: Open[] = [];
const ms: number[] = [];
const notes = new Map<string, number>();

function look(): void {
  const nowS = plant.plant.timeS;
  const began = process.cpuUsage();
  const situation = situationOf(cell, mirror, nowS * 1e6);
  const ahead = lookAhead(cell, situation, { untilUs: situation.atUs + AHEAD_S * 1e6, replications: REPLICATIONS, seed: nowS });
  const { user, system } = process.cpuUsage(began);
  ms.push((user + system) / 1000);
  for (const note of ahead.notes) notes.set(note.replace(/L?\d[\d-]*/g, '#'), (notes.get(note.replace(/L?\d[\d-]*/g, '#')) ?? 0) + 1);
  const [kwh, made] = [kwhOf(plant.plant), madeOf(plant.plant)];
  const settle = () => {
    count('energy', { low: ahead.kwh.p10, high: ahead.kwh.p90 }, kwhOf(plant.plant) - kwh);
    const total = ahead.products.reduce((both, { made: its }) => ({ low: both.low + its.p10, high: both.high + its.p90 }), { low: 0, high: 0 });
    const packing = ahead.products.filter(({ made: its }) => its.p90 > 0);
    if (packing.length === 1) count('items made', { low: Math.floor(total.low), high: Math.ceil(total.high) }, madeOf(plant.plant) - made);
    for (const { lot, remainingS, source } of ahead.steps) {
      if (remainingS === null) continue;
      const steps = plant.batches.find((batch) => batch.lot === lot)?.steps ?? plant.plant.batches.find((batch) => batch.lot === lot)?.steps ?? [];
      const end = steps.find(({ unit, toS }) => unit.replace('/', '.') === source && toS >= nowS)?.toS ?? Infinity;
      count(`end of a step at ${source}`, { low: remainingS.low - 1, high: remainingS.high + 1 }, end - nowS);
      count('end of a step', { low: remainingS.low - 1, high: remainingS.high + 1 }, end - nowS);
    }
    for (const { lot, endUs } of ahead.lots) {
      if (endUs.p90 === null) continue;
      const end = plant.batches.find((batch) => batch.lot === lot)?.endedS ?? Infinity;
      count('end of a lot', { low: endUs.p10! / 1e6 - 1, high: endUs.p90 / 1e6 + 1 }, end);
    }
  };
  open.push({ toS: nowS + AHEAD_S, settle });
}

hear(WARM_UP_S);
for (let n = 0; n < looks; n++) {
  look();
  hear(Math.min(everyS, AHEAD_S));
  open.splice(0).forEach(({ settle }) => settle());
  hear(Math.max(0, everyS - AHEAD_S));
}
for (const [kind, { within, below, all }] of Object.entries(seen).sort())
  console.log(`${kind.padEnd(28)} ${((100 * within) / all).toFixed(0).padStart(4)} % of ${all} within, ${below} below, ${all - within - below} above`);
console.log(`one look ahead of 8 h with ${REPLICATIONS} replications: median ${ms.sort((a, b) => a - b)[ms.length >> 1]!.toFixed(0)} ms of CPU`);
for (const [note, times] of [...notes].sort((a, b) => b[1] - a[1]).slice(0, 12)) console.log(`${times} x ${note}`);
