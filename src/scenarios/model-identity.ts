import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_VERSION } from './engine-version.js';
import { workerFile } from './piscina-queue.js';

/** What the numbers of an answer depend on besides its question. Two programs that differ in it must not answer one question together. */
export interface ModelIdentity {
  engine: string;
  /** major version of Node.js: the functions of Math and the packing of jobs are its own */
  node: string;
  /** of the code that a worker runs */
  code: string;
}

const CODE = /^(contract|engine|model)\/|^scenarios\/[^/]*job\.js$/;

/** Identity of the built worker of this program. Reads some hundred files. */
export function modelIdentity(): ModelIdentity {
  const root = path.resolve(path.dirname(workerFile()), '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/'));
  const hash = createHash('sha256');
  for (const name of files.filter((each) => each.endsWith('.js') && CODE.test(each)).sort()) {
    hash.update(`${name}\n`);
    hash.update(readFileSync(path.join(root, name)));
  }
  return { engine: ENGINE_VERSION, node: process.versions.node.split('.')[0]!, code: hash.digest('hex').slice(0, 12) };
}

export const identityText = ({ engine, node, code }: ModelIdentity): string => `engine ${engine}, Node.js ${node}, code ${code}`;
