import type { Command } from 'commander';
import WebSocket from 'ws';
import { TwinStream } from '../../client/stream.js';
import type { TwinEvent } from '../contract/stream.js';
import type { LineSummary } from '../contract/summary.js';
import { figure, localMoment, textTable } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';
import { lineText, percent } from './line-text.js';
import { lossesText } from './losses.js';
import { countText, freshnessText } from './speech.js';
import { serverOf, type Server, type ServerOptions, withServer } from './server.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';
import { WORDS } from './words.js';

interface Options extends ServerOptions {
  json?: true;
}

export function addLine(program: Command, io: Io): void {
  const line = program.command('line').description('the lines of a service, as they are now');
  withServer(line.command('list').alias('ls').description('list the lines')).action(async (options: Options) => {
    const lines = await serverOf(options, io).http.lines();
    if (options.json) for (const each of lines) io.out(JSON.stringify(each));
    else io.out(textTable(summaryRows(lines, io), [1, 2]));
  });
  withServer(line.command('show').description('show a line with its units').argument('<line>')).action(async (id: string, options: Options) => {
    const view = (await serverOf(options, io).http.line(id)).view;
    io.out(options.json ? JSON.stringify(view) : lineText(view, Date.now() * 1000, io.lang));
  });
  withServer(line.command('watch').description('follow a line: its events, and its figures every ten seconds').argument('<line>')).action(
    (id: string, options: Options) => watch(serverOf(options, io), id, options, io),
  );
  withStretch(
    withServer(line.command('losses').description('tell which machine held a line, and where its units went').argument('<line>')),
    'the begin of the present shift',
  ).action(async (id: string, options: Options & Stretched) => {
    const losses = await serverOf(options, io).http.losses(id, stretchOf(options));
    io.out(options.json ? JSON.stringify(losses) : lossesText(losses, io));
  });
  line.showHelpAfterError('(did you mean twin line list, twin line show LINE, twin line watch LINE or twin line losses LINE?)');
}

function summaryRows(lines: readonly LineSummary[], io: Io): string[][] {
  const words = WORDS[io.lang].line;
  const rows = lines.map(({ id, name, good, productItem, oee, powerKw, lineTimeUs, clock, ...data }) => [
    id,
    name[io.lang],
    // The time of a silent line goes on with the clock: it does not tell how old the last word is.
    freshnessText({ ...data, asOfUs: clock === 'wall' && data.freshness !== 'stale' ? lineTimeUs : null }, Date.now() * 1000, io.lang),
    countText(good, productItem, io.lang),
    percent(oee, io.lang),
    figure(powerKw, 1, io.lang),
  ]);
  return [[words.id, words.name, words.freshness, words.output, words.oee, words.power], ...rows];
}

const EVERY_MS = 10_000;

/** Ends with SIGINT, or with what the service refuses. */
function watch(server: Server, id: string, { json }: Options, io: Io): Promise<void> {
  const stream = new TwinStream({
    url: `${server.url.replace(/^http/, 'ws')}/ws`,
    token: server.token,
    webSocket: WebSocket,
  });
  let shownMs = -Infinity;
  let zone = 'UTC';
  return new Promise((resolve, reject) => {
    const end = (fault?: CliFault) => {
      process.off('SIGINT', interrupted);
      stream.close();
      if (fault) reject(fault);
      else resolve();
    };
    const interrupted = () => end();
    process.on('SIGINT', interrupted);
    stream.subscribe(
      id,
      { maxHz: 1 },
      {
        onState: (view) => {
          zone = view.timezone;
          if (json) return io.out(JSON.stringify(view));
          if (performance.now() - shownMs < EVERY_MS) return;
          shownMs = performance.now();
          io.out(lineText(view, Date.now() * 1000, io.lang));
        },
        onEvents: (events) => {
          if (!json) for (const event of events) io.out(sentenceOf(event, zone));
        },
        onStatus: (status) => {
          if (status === 'offline') io.err(`${server.url}: not connected, trying again`);
        },
        onError: ({ code, detail }) => end(new CliFault(code === 'unknown-line' ? EXIT.notFound : EXIT.failure, detail)),
      },
    );
  });
}

const sentenceOf = ({ atUs, kind, unit, from, to, why }: TwinEvent, zone: string) =>
  `${localMoment(atUs, zone)} ${kind}${unit === null ? '' : ` ${unit}`}${from === null && to === null ? '' : ` ${from ?? '–'} → ${to ?? '–'}`} (${why})`;
