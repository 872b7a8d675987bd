import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';

const page = (name: string) => path.join(import.meta.dirname, name);
const PAGES = [page('index.html'), page('wall.html')];
const server = 'http://127.0.0.1:3000';

/** Modules that a page needs before it shows anything. */
function firstModules(root: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([root]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** What a page needs first comes in two pieces, that of both pages and its own: dozens of small ones take more bytes. */
function firstPieces(): Rolldown.CodeSplittingNameFunction {
  let sets: ReadonlySet<string>[] | null = null;
  return (id, context) => {
    sets ??= PAGES.map((root) => firstModules(root, context));
    const of = sets.map((set) => set.has(id));
    return of.every(Boolean) ? 'base' : of[0] ? 'app' : null;
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: PAGES, output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstPieces() }] } } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server, '/ws': { target: server, ws: true } } },
});
