import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';

/** A search over what-ifs of a line or site to be filled in, with every kind as a comment. It can be run as it is. */
export function searchTemplate(definition: LineDefinition | CellDefinition): string {
  const ofLine = definition.kind === 'Line';
  const factor = ofLine
    ? `    change: { kind: rate, unit: ${definition.stations[0]!.id}, factor: '{value}' } # {value}: each of the values; {+value}: with its sign
    values: [0.9, 1, 1.1] # or from, to and steps (or step)`
    : `    change: { kind: changeover, lasts: '{+value} %' } # {value}: each of the values; {+value}: with its sign
    values: [-40, -20, 0] # or from, to and steps (or step); a list of changes moves them together`;
  const [goal, bound] = ofLine ? ['energyKwh', 'goodUnits'] : ['costEur', 'lotsDone'];
  return `# A search over what-ifs of ${definition.name.en}: docs/what-if-search.md
${ofLine ? `line: ${definition.id}` : `cell: ${definition.id}`}
question: Which question is to be answered?
hypothesis: What do you expect, and why?
start: { from: ${ofLine ? 'empty' : 'steady'} } # or live, or { from: snapshot, hash: … } of an earlier answer
horizon: ${ofLine ? '8 h' : '28 d'}
replications: 30
seed: 1
kpis: [${bound}, ${goal}] # fewer are judged more sharply
# changes: [] # that hold everywhere, in the baseline too
over:
  - id: factor-1
${factor}
sweep: {} # every combination of one factor or two. Or one of these:
# tornado: {} # each factor alone: give it low and high instead of values
# optimise: { goal: { kpi: ${goal} }, constraints: [{ kpi: ${bound}, atLeast: 10 }], budget: 3000 }
# pareto: { goals: [{ kpi: ${bound} }, { kpi: ${goal} }], budget: 3000 }
${ofLine ? '' : "# schedule: { orders: [{ id: A-1, product: …, batches: 2, due: '+10 d' }, …], goals: [{ kpi: ordersLate }, { kpi: costEur }] } # without over\n"}`;
}
