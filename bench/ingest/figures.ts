import { median, rounded, type Figure } from '../figure.js';
import { burst, type RoundResult, type Stage } from './round.js';
import { BARE, OURS, type Subject } from './subjects.js';

export interface IngestOptions {
  rounds: number;
  signals: number;
}

/** Every subject by turns on the same machine; the order is turned round from round to round. */
export async function* throughputFigures(stage: Stage, subjects: readonly Subject[], { rounds, signals }: IngestOptions): AsyncGenerator<Figure> {
  const results = new Map<Subject, RoundResult[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : [...subjects].reverse()) results.get(subject)!.push(await burst(stage, subject, signals));
  }
  const ours = results.get(OURS)!;
  const across = (of: (round: number) => number) => rounded(median(ours.map((_, round) => of(round))));
  const named = (what: string) => `${what}, ${signals} signals`;
  yield { name: named('messages durable and acknowledged'), ours: across((i) => ours[i]!.durablePerS!), ratio: null, unit: '/s', note: lossOf(ours) };
  for (const subject of subjects.filter((one) => one !== OURS)) {
    const theirs = results.get(subject)!;
    const to = subject === BARE ? (i: number) => ours[i]!.durablePerS! : (i: number) => ours[i]!.perS;
    yield {
      name: named(subject === BARE ? 'messages durable, against the limit' : 'messages to InfluxDB'),
      ours: across(to),
      rival: across((i) => theirs[i]!.perS),
      ratio: across((i) => to(i) / theirs[i]!.perS),
      unit: '/s',
      note: `${subject.name}, ${lossOf(theirs)}`,
    };
    yield {
      name: named('processor time of a message'),
      ours: across((i) => ours[i]!.cpuUs.subject),
      rival: across((i) => theirs[i]!.cpuUs.subject),
      ratio: across((i) => theirs[i]!.cpuUs.subject / ours[i]!.cpuUs.subject),
      unit: 'us',
      note: `${subject.name}; broker ${across((i) => theirs[i]!.cpuUs.broker)}, InfluxDB ${across((i) => theirs[i]!.cpuUs.influxd)}, publisher ${across((i) => theirs[i]!.cpuUs.publisher)} us`,
    };
  }
}

/** Processor time of a message with a large plant against a small one, by turns. */
export async function costFigure(stage: Stage, rounds: number, few: number, many: number): Promise<Figure> {
  const pairs: { few: number; many: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await burst(stage, OURS, round % 2 === 0 ? few : many);
    const second = await burst(stage, OURS, round % 2 === 0 ? many : few);
    const [a, b] = [first.cpuUs.subject, second.cpuUs.subject];
    pairs.push(round % 2 === 0 ? { few: a, many: b } : { few: b, many: a });
  }
  return {
    name: `processor time of a message, ${many} signals`,
    ours: rounded(median(pairs.map((pair) => pair.many))),
    rival: rounded(median(pairs.map((pair) => pair.few))),
    ratio: rounded(median(pairs.map((pair) => pair.few / pair.many))),
    unit: 'us',
    note: `ours with ${few} signals; asked for is a ratio of at least ${rounded(1 / 1.3)}`,
  };
}

const lossOf = (rounds: readonly RoundResult[]) => `lost ${rounds.reduce((sum, { lost }) => sum + lost, 0)} in ${rounds.length} rounds`;
