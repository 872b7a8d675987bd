import type { ExitCode } from '../io.js';

export interface Finding {
  check: string;
  /** warn: it works and loses something, or soon will; fail: it does not work. */
  status: 'ok' | 'warn' | 'fail';
  detail: string;
  /** What to do; null where all is well. */
  todo: string | null;
  /** With which the command ends where this fails. */
  code: ExitCode;
}

export const ok = (check: string, detail: string): Finding => ({ check, status: 'ok', detail, todo: null, code: 0 });
export const warn = (check: string, detail: string, todo: string): Finding => ({ check, status: 'warn', detail, todo, code: 0 });
export const fail = (check: string, detail: string, todo: string, code: ExitCode): Finding => ({ check, status: 'fail', detail, todo, code });

/** As long as a server may take to answer [ms]. */
export const TIMEOUT_MS = 3000;

export const causeOf = (error: unknown): string =>
  ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as NodeJS.ErrnoException).code ?? (error as Error).message;
