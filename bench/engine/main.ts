import { Command } from 'commander';
import { lineByHand, lineModel, mm1ByHand, mm1Model, type Work } from './kernels.js';

interface Contest {
  name: string;
  unit: string;
  until: number;
  ours: (until: number, seed: number) => Work;
  limit: (until: number, seed: number) => Work;
}

const CONTESTS: readonly Contest[] = [
  { name: 'M/M/1', unit: 'events', until: 2_000_000, ours: mm1Model, limit: mm1ByHand },
  { name: '10-machine line with failures', unit: 'machine cycles', until: 200_000, ours: lineModel, limit: lineByHand },
];

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function perSecond(kernel: Contest['ours'], until: number): { rate: number; work: Work } {
  const start = performance.now();
  const work = kernel(until, 42);
  return { rate: (work.done * 1000) / (performance.now() - start), work };
}

/** Ours and the limit by turns, so that what disturbs the machine disturbs both. Ratios are taken round by round. */
function measure({ name, unit, until, ours, limit }: Contest, rounds: number) {
  const pairs = Array.from({ length: rounds + 1 }, () => ({ a: perSecond(ours, until), b: perSecond(limit, until) })).slice(1);
  const [first] = pairs;
  return {
    name,
    unit: `${unit}/s`,
    ours: Math.round(median(pairs.map(({ a }) => a.rate))),
    limit: Math.round(median(pairs.map(({ b }) => b.rate))),
    ratio: Number(median(pairs.map(({ a, b }) => a.rate / b.rate)).toFixed(3)),
    sameSamplePath: first!.a.work.done === first!.b.work.done && Math.abs(first!.a.work.result / first!.b.work.result - 1) < 1e-12,
  };
}

new Command('bench-engine')
  .description('the kernel against a loop of typed arrays written for the same sample path')
  .option('--rounds <n>', 'rounds after one that warms up', '5')
  .option('--json', 'one JSON object per figure')
  .action(({ rounds, json }: { rounds: string; json?: true }) => {
    for (const contest of CONTESTS) {
      const figure = measure(contest, Number(rounds));
      console.log(
        json
          ? JSON.stringify(figure)
          : `${figure.name.padEnd(32)} ${figure.ours} ${figure.unit}, by hand ${figure.limit}, ratio ${figure.ratio}, same path: ${figure.sameSamplePath}`,
      );
    }
  })
  .parse();
