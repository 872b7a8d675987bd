import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const page = (name: string) => path.join(import.meta.dirname, name);
const PAGES = [page('index.html'), page('wall.html')];
const server = 'http://127.0.0.1:3000';

/** Modules that a page needs before it shows anything. */
function firstModules(root: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([root]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** Names the modules that all of some pages need first. */
function neededFirst(name: string, pages: readonly string[]): Rolldown.CodeSplittingNameFunction {
  let sets: ReadonlySet<string>[] | null = null;
  return (id, context) => {
    sets ??= pages.map((root) => firstModules(root, context));
    return sets.every((set) => set.has(id)) ? name : null;
  };
}

/** What a page needs first comes in two pieces, that of both pages and its own: dozens of small ones take more bytes. */
const FIRST_PIECES = [
  { name: neededFirst('base', PAGES), priority: 2 },
  { name: neededFirst('app', [PAGES[0]!]), priority: 1 },
];

/**
 * The pages allow no code that is made from texts (content security policy), and zod is told not to try as soon as it is there: before the first
 * schema is made, in whatever order the pieces of a page come.
 */
const quietZod: Plugin = {
  name: 'quiet-zod',
  transform: {
    filter: { id: /\/node_modules\/zod\/index\.js$/ },
    handler: (code) => ({ code: `${code}\nz.config({ jitless: true });\n`, moduleSideEffects: true }),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), quietZod],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: PAGES, output: { codeSplitting: { groups: FIRST_PIECES } } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server, '/ws': { target: server, ws: true } } },
});
