import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { cellSamples, lineSamples, type Samples } from './change-samples.js';
import type { Lang } from './io.js';
import { TEMPLATE_WORDS } from './template-words.js';

/** A question about a line or site to be filled in, with a change of every kind that it takes as a comment. It can be run as it is. */
export function scenarioTemplate(definition: LineDefinition | CellDefinition, lang: Lang): string {
  return definition.kind === 'Line' ? lineTemplate(definition, lang) : cellTemplate(definition, lang);
}

/** One change that is made, and the others as comments, each of which may take its place. */
function changesText({ taken, none }: Samples, made: string, lang: Lang): string {
  const words = TEMPLATE_WORDS[lang];
  const first = taken.find((text) => text.startsWith(`{ kind: ${made},`)) ?? taken[0];
  return [
    `    changes: # ${words.below}`,
    `      - ${first}`,
    ...taken.map((text) => `      # - ${text}`),
    ...(none.length === 0 ? [] : [`      # ${words.none(none.join(', '))}`]),
    '',
  ].join('\n');
}

function cellTemplate(cell: CellDefinition, lang: Lang): string {
  const words = TEMPLATE_WORDS[lang];
  return `# ${words.aboutQuestion(cell.name[lang], 'docs/what-if-changes.md, docs/energy-costs.md')}
cell: ${cell.id}
question: ${words.question}
hypothesis: ${words.hypothesis}
start: { from: steady } # ${words.starts}
horizon: 28 d
replications: 30 # ${words.most}
# precision: { kpi: lotsDone, within: 2 % }
seed: 1
matters: 1 % # ${words.matters}
# kpis: [lotsDone, leadTimeH, ordersLate, energyKwh, costEur] # ${words.kpis}
variants:
  - id: variant-1
${changesText(cellSamples(cell), 'demand', lang)}`;
}

function lineTemplate(line: LineDefinition, lang: Lang): string {
  const words = TEMPLATE_WORDS[lang];
  return `# ${words.aboutQuestion(line.name[lang], 'docs/what-if.md')}
line: ${line.id}
question: ${words.question}
start: { from: empty } # ${words.starts}
horizon: 8 h
replications: 100
seed: 1
variants:
  - id: variant-1
${changesText(lineSamples(line), 'rate', lang)}`;
}
