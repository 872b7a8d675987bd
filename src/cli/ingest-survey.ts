import { ServerFailure, type TwinHttp } from '../../client/http.js';
import type { BadRow } from '../exchange/source-row.js';
import { EXCHANGE_WORDS } from './exchange-words.js';
import { moment, number, textTable } from './format.js';
import type { IngestFile } from './ingest-file.js';
import { Sender } from './ingest-send.js';
import { Tally } from './ingest-tally.js';
import { CliFault, EXIT, type Io } from './io.js';
import type { Server } from './server.js';

/** Reads the whole file and stores nothing. */
export async function survey(file: IngestFile, strict: boolean, io: Io): Promise<Tally> {
  const tally = new Tally(file.name);
  for await (const block of file.read())
    for (const item of block)
      if (item.ok) tally.take(item.reading);
      else refuse(tally, item, strict, io);
  return tally;
}

const SHOWN_TAGS = 10;

export interface DryRun {
  tally: Tally;
  /** The service, which knows the plant, was asked what it would take. */
  judged: boolean;
}

/** The same, with what the service would refuse, where it answers. `line` is that of readings that name none; forced, it goes before theirs. */
export async function dryRun(file: IngestFile, { url, http }: Server, about: { line: string | null; forced: boolean }, io: Io): Promise<DryRun> {
  if (!(await answers(http))) {
    io.err(EXCHANGE_WORDS[io.lang].notJudged(url));
    return { tally: await survey(file, false, io), judged: false };
  }
  const tally = new Tally(file.name);
  const sender = new Sender({
    ...about,
    http,
    dryRun: true,
    retryForMs: 0,
    onTaken: (reading) => tally.take(reading),
    onRefused: ({ place }, detail) => refuse(tally, { ...place(), problem: detail }, false, io),
    say: (sentence) => io.progress(sentence),
  });
  for await (const block of file.read())
    for (const item of block)
      if (item.ok) await (sender.add(item.reading) ?? undefined);
      else refuse(tally, item, false, io);
  await sender.flush();
  return { tally, judged: true };
}

const answers = (http: TwinHttp): Promise<boolean> =>
  http.info().then(
    () => true,
    (error: unknown) => !(error instanceof ServerFailure && error.code === 'unreachable'),
  );

export function refuse(tally: Tally, row: Omit<BadRow, 'ok'>, strict: boolean, io: Io): void {
  const sentence = tally.refuse(row);
  if (strict) throw new CliFault(EXIT.validation, sentence ?? '');
  if (sentence !== null) io.err(sentence);
}

/** Of an answer in JSON. */
export const leftOutOf = ({ leftOut: { rows, tags } }: IngestFile) => ({ rows, tags: [...tags] });

export function tellLeftOut({ leftOut: { rows, tags } }: IngestFile, io: Io): void {
  if (rows > 0) io.err(EXCHANGE_WORDS[io.lang].leftOut(rows, [...tags].slice(0, SHOWN_TAGS).join(', ') + (tags.size > SHOWN_TAGS ? ' …' : '')));
}

export function tellDryRun(file: IngestFile, { tally, judged }: DryRun, json: boolean, io: Io): void {
  const words = EXCHANGE_WORDS[io.lang];
  const signals = tally.signals();
  if (json)
    return io.out(
      JSON.stringify({
        readings: tally.readings,
        bad: tally.bad,
        leftOut: leftOutOf(file),
        judged,
        firstUs: tally.firstUs,
        lastUs: tally.lastUs,
        signals,
        faults: tally.shown,
      }),
    );
  const { unit, signal, readings, first, last } = words.columns;
  const rows = signals.map((each) => [each.unit, each.signal, number(each.readings, 0, io.lang), moment(each.firstUs), moment(each.lastUs)]);
  io.out(`${textTable([[unit, signal, readings, first, last], ...rows], [1, 3, 4])}\n\n${words.wouldRead(tally.readings, tally.bad)}`);
  tellLeftOut(file, io);
}
