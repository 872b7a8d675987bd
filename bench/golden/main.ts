import { readFileSync, writeFileSync } from 'node:fs';
import { goldenHashes } from './hashes.js';

/**
 * Compares this JavaScript engine's numbers with those kept: `node main.js FILE`, exit 1 where one differs. With --write
 * the file is made anew, which is right only where a formula was changed on purpose.
 */
const file = process.argv[2];
if (file === undefined) {
  console.error('usage: main.js FILE [--write]');
  process.exitCode = 2;
} else {
  const hashes = goldenHashes();
  if (process.argv[3] === '--write') writeFileSync(file, `${JSON.stringify(hashes, null, 2)}\n`);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const names = [...new Set([...Object.keys(kept), ...Object.keys(hashes)])];
  const differing = names.filter((name) => kept[name] !== hashes[name]);
  for (const name of differing) console.log(`${name}: kept ${kept[name]}, here ${hashes[name]}`);
  console.log(`Node ${process.versions.node} (V8 ${process.versions.v8}): ${names.length - differing.length} of ${names.length} equal`);
  process.exitCode = differing.length === 0 ? 0 : 1;
}
