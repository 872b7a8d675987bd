import { Command } from 'commander';
import { flowFigures } from './engine/flow.js';
import { partsFigures } from './engine/parts.js';
import type { Figure } from './figure.js';

const line = ({ name, ours, rivalOrLimit, ratio, unit, note }: Figure) =>
  `${name.padEnd(64)} ${String(ours).padStart(10)} ${unit.padEnd(6)} ${rivalOrLimit === null ? '' : `against ${rivalOrLimit}, ${ratio} times better`} (${note})`;

const program = new Command('bench').description('benchmarks, ours and others by turns, medians');

program
  .command('engine')
  .description('the part-by-part model against loops by hand; the flow model: speed, memory, and what common random numbers save')
  .option('--rounds <n>', 'rounds after those that warm up', '5')
  .option('--json', 'one JSON object per figure')
  .action(async ({ rounds, json }: { rounds: string; json?: true }) => {
    const print = (figure: Figure) => console.log(json ? JSON.stringify(figure) : line(figure));
    for (const figure of partsFigures(Number(rounds))) print(figure);
    for await (const figure of flowFigures(Number(rounds))) print(figure);
  });

await program.parseAsync();
