import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page that `npm run bench -- web` measures trends on. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { outDir: '../../dist/web-bench', emptyOutDir: true, target: 'es2023', rolldownOptions: { input: path.join(import.meta.dirname, 'trends.html') } },
});
