import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { Lang } from './io.js';
import { TEMPLATE_WORDS } from './template-words.js';

/** A search over what-ifs of a line or site to be filled in, with every kind as a comment. It can be run as it is. */
export function searchTemplate(definition: LineDefinition | CellDefinition, lang: Lang): string {
  const words = TEMPLATE_WORDS[lang];
  const ofLine = definition.kind === 'Line';
  const factor = ofLine
    ? `    change: { kind: rate, unit: ${definition.stations[0]!.id}, factor: '{value}' } # ${words.values}
    values: [0.9, 1, 1.1]`
    : `    change: { kind: changeover, lasts: '{+value} %' } # ${words.values}
    values: [-40, -20, 0]`;
  const [goal, bound] = ofLine ? ['energyKwh', 'goodUnits'] : ['costEur', 'lotsDone'];
  return `# ${words.aboutSearch(definition.name[lang])}
${ofLine ? `line: ${definition.id}` : `cell: ${definition.id}`}
question: ${words.question}
hypothesis: ${words.hypothesis}
start: { from: ${ofLine ? 'empty' : 'steady'} } # ${words.starts}
horizon: ${ofLine ? '8 h' : '28 d'}
replications: 30
seed: 1
kpis: [${bound}, ${goal}] # ${words.kpis}
# changes: [] # ${words.changes}
over:
  - id: factor-1
${factor}
sweep: {} # ${words.sweep}
# tornado: {} # ${words.tornado}
# optimise: { goal: { kpi: ${goal} }, constraints: [{ kpi: ${bound}, atLeast: 10 }], budget: 3000 }
# pareto: { goals: [{ kpi: ${bound} }, { kpi: ${goal} }], budget: 3000 }
${ofLine ? '' : schedule(words.schedule)}`;
}

const schedule = (about: string): string =>
  `# schedule: { orders: [{ id: A-1, product: …, batches: 2, due: '+10 d' }, …], goals: [{ kpi: ordersLate }, { kpi: costEur }] } # ${about}\n`;
