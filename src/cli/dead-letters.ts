import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DeadLetterChoice } from '../contract/dead-letter-replay.js';
import { DEAD_LETTER_REASONS, type DeadLetter } from '../contract/telemetry.js';
import { COMMISSIONING_WORDS } from './commissioning-words.js';
import { moment, textTable } from './format.js';
import type { Io } from './io.js';
import { serverOf, withServer, type ServerOptions } from './server.js';

interface Options extends ServerOptions, DeadLetterChoice {
  json?: true;
}

const MOST_BYTES = 4096;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export function addDeadLetters(program: Command, io: Io): void {
  const letters = program.command('dead-letter').description('messages that could not be used: list them, show one, read them again once a mapping is mended');
  withChoice(letters.command('list').alias('ls').description('those that wait, newest first'))
    .option('--replayed', 'those that were replayed instead')
    .option('--limit <count>', 'at most so many', count(500), 50)
    .option('--cursor <cursor>', 'those before this id')
    .action(async ({ json, replayed, limit, cursor, ...options }: Options & { replayed?: true; limit: number; cursor?: string }) => {
      const page = { ...choiceOf(options), limit, replayed: replayed === true, ...(cursor === undefined ? {} : { cursor }) };
      const { items, next } = await serverOf(options, io).http.deadLetters(page);
      if (json) return items.forEach((letter) => io.out(JSON.stringify(letter)));
      const words = COMMISSIONING_WORDS[io.lang].letters;
      if (items.length === 0) return io.out(words.none);
      io.out(
        textTable(
          [[...words.columns], ...items.map(({ id, receivedAtUs, reason, topic, detail }) => [id, moment(receivedAtUs), reason, topic, detail])],
          [1, 2, 3, 4],
        ),
      );
      if (next !== null) io.out(`--cursor ${next}`);
    });

  withServer(letters.command('show').description('one, with its bytes as text or in hexadecimal').argument('<id>')).action(
    async (id: string, options: Options) => {
      const letter = await serverOf(options, io).http.deadLetter(id);
      io.out(options.json ? JSON.stringify(letter) : shown(letter, io));
    },
  );

  withChoice(letters.command('replay').description('read them again by the mapping of today: without --yes only say what would happen'))
    .option('--id <id...>', 'only these')
    .option('--limit <count>', 'at most so many', count(10_000), 10_000)
    .option('--yes', 'store what can be read now')
    .action(async ({ id, limit, yes, json, ...options }: Options & { id?: string[]; limit: number; yes?: true }) => {
      const request = { ...choiceOf(options), limit, dryRun: yes !== true, ...(id === undefined ? {} : { ids: id }) };
      const answer = await serverOf(options, io).http.replayDeadLetters(request);
      if (json) return io.out(JSON.stringify(answer));
      const words = COMMISSIONING_WORDS[io.lang].letters;
      const rows = answer.items.map(({ id: letter, outcome, readings, topic, detail }) => [
        letter,
        words.outcomes[outcome],
        String(readings),
        topic,
        detail ?? '',
      ]);
      if (rows.length > 0) io.out(textTable([[...words.replay], ...rows], [1, 3, 4]));
      const { letters: counts, readings, dryRun, more } = answer;
      io.out((dryRun ? words.would : words.did)(counts.stored, readings, counts.refused));
      if (more) io.out(words.more);
    });
}

const withChoice = (command: Command): Command =>
  withServer(command)
    .option('--line <line>', 'those below the topics of this line or process cell')
    .option('--topic <filter>', 'those whose topic matches this MQTT filter')
    .addOption(new Option('--reason <reason>', 'those of this reason').choices(DEAD_LETTER_REASONS));

const choiceOf = ({ line, topic, reason }: DeadLetterChoice): DeadLetterChoice => ({
  ...(line === undefined ? {} : { line }),
  ...(topic === undefined ? {} : { topic }),
  ...(reason === undefined ? {} : { reason }),
});

function count(most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}

function shown({ id, topic, reason, detail, receivedAtUs, replayedAtUs, payloadBase64 }: DeadLetter, io: Io): string {
  const words = COMMISSIONING_WORDS[io.lang].letters;
  const bytes = Buffer.from(payloadBase64, 'base64');
  return [
    id,
    topic,
    `${reason}: ${detail}`,
    `${words.received} ${moment(receivedAtUs)}`,
    ...(replayedAtUs === undefined ? [] : [`${words.replayed} ${moment(replayedAtUs)}`]),
    words.bytes(bytes.length),
    textOf(bytes.subarray(0, MOST_BYTES)) ?? hexadecimal(bytes.subarray(0, MOST_BYTES)),
  ].join('\n');
}

/** Null where the bytes are no text, or one that could play tricks with a terminal. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = utf8.decode(bytes);
    return /[^\P{C}\n\r\t]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Sixteen bytes a line: offset, bytes, and those that are letters. */
function hexadecimal(bytes: Buffer): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16);
    const pairs = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${pairs.padEnd(47)}  ${part.toString('latin1').replace(/[^\x20-\x7e]/g, '.')}`);
  }
  return lines.join('\n');
}
