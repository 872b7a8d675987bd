import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { cellChangeExamples, lineChangeExamples } from '../contract/change-examples.js';

/** A question about a line or site to be filled in, with an example of every kind of change as a comment. It can be run as it is. */
export function scenarioTemplate(definition: LineDefinition | CellDefinition): string {
  return definition.kind === 'Line' ? lineTemplate(definition) : cellTemplate(definition);
}

const comments = (examples: Record<string, string>) =>
  Object.values(examples)
    .map((example) => `      # - ${example}\n`)
    .join('');

function cellTemplate(cell: CellDefinition): string {
  const examples = cellChangeExamples(cell);
  return `# A what-if question about ${cell.name.en}. What each change does: docs/what-if-changes.md; energy: docs/energy-costs.md
cell: ${cell.id}
question: Which question is to be answered?
hypothesis: What do you expect, and why?
start: { from: steady } # or live, empty, or { from: snapshot, hash: … } of an earlier answer
horizon: 28 d
replications: 30 # the most of them where a precision is wanted
# precision: { kpi: lotsDone, within: 2 % }
seed: 1
matters: 1 % # the least difference that matters
# kpis: [lotsDone, leadTimeH, ordersLate, energyKwh, costEur] # fewer are judged more sharply
variants:
  - id: variant-1
    changes: # several act together; every kind is below
      - ${examples.demand}
${comments(examples)}`;
}

const lineTemplate = (line: LineDefinition): string => {
  const examples = lineChangeExamples(line);
  return `# A what-if question about ${line.name.en}. What each change does: docs/what-if.md
line: ${line.id}
question: Which question is to be answered?
start: { from: empty } # or live, or { from: snapshot, hash: … } of an earlier answer
horizon: 8 h
replications: 100
seed: 1
variants:
  - id: variant-1
    changes:
      - ${examples.rate}
${comments(examples)}`;
};
