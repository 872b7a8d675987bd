import { Command } from 'commander';
import { cellFigures } from './engine/cell.js';
import { flowFigures } from './engine/flow.js';
import { partsFigures } from './engine/parts.js';
import type { Figure } from './figure.js';

const other = ({ rival, limit }: Figure) => rival ?? limit ?? null;

function line(figure: Figure): string {
  const { name, ours, ratio, unit, note } = figure;
  const against = other(figure) === null ? '' : `against ${other(figure)}, ${ratio} times better `;
  return `${name.padEnd(64)} ${String(ours).padStart(10)} ${unit.padEnd(6)} ${against}(${note})`;
}

const json = (figure: Figure) => JSON.stringify({ ...figure, rivalOrLimit: other(figure) });

const program = new Command('bench').description('benchmarks, ours and others by turns, medians');

program
  .command('engine')
  .description(
    'the part-by-part model against loops by hand and simjs; the flow model: speed, memory, and what common random numbers save; a whole process cell',
  )
  .option('--rounds <n>', 'rounds after those that warm up', '5')
  .option('--json', 'one JSON object per figure')
  .action(async (options: { rounds: string; json?: true }) => {
    const rounds = Number(options.rounds);
    const print = (figure: Figure) => console.log(options.json ? json(figure) : line(figure));
    for (const figure of partsFigures(rounds)) print(figure);
    for await (const figure of flowFigures(rounds)) print(figure);
    for (const figure of cellFigures(rounds)) print(figure);
  });

await program.parseAsync();
