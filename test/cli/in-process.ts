import { processIo } from '../../src/cli/io.js';
import { perform } from '../../src/cli/program.js';
import type { Outcome } from './twin.js';

/** Carries out a command in this process, in English where it does not say else: its code and what it said. */
export async function inProcess(argv: readonly string[], env: Record<string, string>): Promise<Outcome> {
  const heard = { out: '', err: '' };
  const out = (text: string) => void (heard.out += `${text}\n`);
  const err = (text: string) => void (heard.err += `${text}\n`);
  return { code: await perform(argv, { ...processIo(), out, err, env, lang: 'en' }), ...heard };
}
