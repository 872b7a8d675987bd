import { median, rounded, type Figure } from '../figure.js';
import { burst, type RoundResult, type Stage } from './round.js';
import { BARE, EACH, OURS, SECOND, nodeRed, type Subject } from './subjects.js';
import type { NodeRed } from './node-red.js';

export interface IngestOptions {
  rounds: number;
  signals: number;
}

/** Every subject by turns on the same machine; the order is turned round from round to round. */
export async function* throughputFigures(stage: Stage, found: NodeRed | null, { rounds, signals }: IngestOptions): AsyncGenerator<Figure> {
  const subjects: Subject[] = [OURS, BARE, SECOND, EACH, ...(found ? [nodeRed(found)] : [])];
  const results = new Map<Subject, RoundResult[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : [...subjects].reverse()) results.get(subject)!.push(await burst(stage, subject, signals));
  }
  const ours = results.get(OURS)!;
  const across = (of: (round: number) => number) => rounded(median(ours.map((_, round) => of(round))));
  const named = (what: string) => `${what}, ${signals} signals`;
  yield { name: named('messages durable and acknowledged'), ours: across((i) => ours[i]!.durablePerS!), ratio: null, unit: '/s', note: lossOf(ours) };
  for (const subject of subjects.slice(1)) {
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

const lossOf = (rounds: readonly RoundResult[]) => `lost ${rounds.reduce((sum, { lost }) => sum + lost, 0)} in ${rounds.length} rounds`;
