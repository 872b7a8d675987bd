import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { repositoryRoot } from '../shared.js';

const folder = path.join(repositoryRoot, 'dist', 'web');

/** A built page with all files that it names: they are fetched before it shows anything. In bytes as they are sent (gzip). */
export function builtPage(name: string): { files: string[]; outside: string[]; bytes: number } {
  const page = readFileSync(path.join(folder, name), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  const files = named.filter((address) => /^\/[^/]/.test(address)).map((address) => address.slice(1));
  const bytes = [name, ...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
  return { files, outside: named.filter((address) => !/^\/[^/]/.test(address)), bytes };
}
