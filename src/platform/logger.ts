import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Level, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from '../config.js';

/** Nest lists every module and route at each start, and reports a failed start with its stack where main has one sentence. */
const CHATTER = new Set(['NestFactory', 'NestApplication', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'WebSocketsController', 'ExceptionHandler']);

/** The log of the process: JSON lines on stdout, or for people where so configured. Written at once: no line is lost at exit. */
export function createLogger(log: Config['log'], destination?: DestinationStream): Logger {
  const options = { level: log.level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level: string) => ({ level }) } };
  if (log.pretty)
    return pino(
      { ...options, formatters: {} },
      PinoPretty({ translateTime: 'HH:MM:ss.l', ignore: `context,${OF_REQUESTS.join(',')}`, messageFormat: sentenceOf, singleLine: true, destination }),
    );
  return pino(options, destination ?? pino.destination({ sync: true }));
}

/** Of a request what is in its sentence, and its id, which the JSON lines have. */
const OF_REQUESTS = ['requestId', 'method', 'path', 'status', 'ms'];

/** A line for people: who tells, and what; of a request its method, path, status and time. */
function sentenceOf(line: Record<string, unknown>, messageKey: string): string {
  const text = (key: string) => (typeof line[key] === 'string' || typeof line[key] === 'number' ? String(line[key]) : null);
  const told = text('method') === null ? text(messageKey) : `${text('method')} ${text('path')} ${text('status')}, ${text('ms')} ms`;
  return [text('context'), told].filter((part) => part !== null).join(' ');
}

/** Nest's logger over pino. What follows the message: fields as an object, an error, a stack, and last the context. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? last : undefined;
    const fields: Record<string, unknown> = context === undefined ? {} : { context };
    for (const part of [message, ...(context === undefined ? rest : rest.slice(0, -1))]) addFields(fields, part);
    const text = typeof message === 'string' ? message : message instanceof Error ? message.message : undefined;
    this.logger[context !== undefined && CHATTER.has(context) ? 'debug' : level](fields, text);
  }
}

function addFields(fields: Record<string, unknown>, part: unknown): void {
  if (part instanceof Error) fields.err = part;
  else if (typeof part === 'object' && part !== null) Object.assign(fields, part);
  else if (typeof part === 'string' && part.includes('\n    at ')) fields.stack = part;
}
