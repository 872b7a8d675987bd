import { once } from 'node:events';

/** Exit codes of the command. */
export const EXIT = { ok: 0, failure: 1, usage: 2, validation: 3, notFound: 4, notMet: 5, unreachable: 6 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a sentence on stderr. */
export class CliFault extends Error {
  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** The world as the command sees it. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** A line on stderr that replaces the one before; nothing where stderr is no terminal. */
  progress(text: string | null): void;
  readStdin(): Promise<string>;
  /** What comes on stdin, as it comes. */
  stdin: AsyncIterable<Uint8Array>;
  /** Bytes to stdout; resolves when more can be taken. */
  outBytes(bytes: Uint8Array): Promise<void>;
  env: Record<string, string | undefined>;
  cwd: string;
  lang: Lang;
}

export type Lang = 'en' | 'fr';

export function processIo(): Io {
  const { env, stdout, stderr, stdin } = process;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    progress: (text) => {
      if (stderr.isTTY) stderr.write(text === null ? '\r\x1b[K' : `\r\x1b[K${text}`);
    },
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    stdin,
    outBytes: async (bytes) => {
      if (!stdout.write(bytes)) await once(stdout, 'drain');
    },
    env,
    cwd: process.cwd(),
    lang: /^fr/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '') ? 'fr' : 'en',
  };
}
