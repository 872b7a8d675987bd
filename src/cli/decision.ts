import type { Command } from 'commander';
import type { Decision } from '../contract/decision.js';
import { textTable } from './format.js';
import type { Io, Lang } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';

interface Options extends ServerOptions {
  json?: true;
  line?: string;
  why?: string;
}

const WORDS: Record<Lang, { none: string; heads: string[] }> = {
  en: { none: 'Nothing was decided', heads: ['decided', 'by', 'of', 'variant', 'why', 'question', 'run'] },
  fr: { none: 'Rien n’a été décidé', heads: ['décidé', 'par', 'pour', 'variante', 'pourquoi', 'question', 'simulation'] },
};

/** What is decided of the answers of runs. */
export function addDecision(program: Command, io: Io): void {
  const decision = program.command('decision').description('which variant of an answer is to be carried out, and why');
  const tell = (items: readonly Decision[], { json }: Options) => {
    if (json) for (const item of items) io.out(JSON.stringify(item));
    else io.out(items.length === 0 ? WORDS[io.lang].none : decisionsText(items, io.lang));
  };
  withServer(
    decision.command('add').description('decide for a variant of an answer').argument('<run>').argument('<variant>', 'its id; baseline: change nothing'),
  )
    .requiredOption('--why <text>', 'for the history')
    .action(async (run: string, variant: string, options: Options) =>
      tell([await serverOf(options, io).http.decide(run, { variant, why: options.why! })], options),
    );
  withServer(decision.command('list').alias('ls').description('what was decided, newest first'))
    .option('--line <line>', 'of one line or process cell')
    .action(async (options: Options) => {
      const page = await serverOf(options, io).http.decisions({ limit: 500, ...(options.line && { line: options.line }) });
      tell(page.items, options);
    });
  decision.showHelpAfterError('(twin decision add RUN VARIANT --why TEXT, or twin decision list)');
}

const decisionsText = (items: readonly Decision[], lang: Lang): string =>
  textTable(
    [WORDS[lang].heads, ...items.map(({ decidedAt, who, line, variant, why, question, run }) => [decidedAt, who, line, variant, why, question, run])],
    [1, 2, 3, 4, 5, 6],
  );
