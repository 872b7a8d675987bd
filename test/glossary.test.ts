import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './shared.js';

const sources = readdirSync(path.join(repositoryRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(repositoryRoot, 'src', file), 'utf8'))
  .join('\n');
const words = new Set(sources.match(/[A-Za-z][A-Za-z0-9]*/g));

const rows = readFileSync(path.join(repositoryRoot, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((row) => row.startsWith('| ') && row.includes('`'))
  .map((row) => row.split('|').map((cell) => cell.trim()));

describe('docs/glossary.md', () => {
  it('gives every row a term, a French term and one identifier', () => {
    for (const row of rows)
      expect(row.slice(1, 3).concat(row[4]!)).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/), expect.stringMatching(/^`[^`]+`$/)]);
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows.map((row) => [row[4]!.replaceAll('`', '')]))('names an identifier that exists: %s', (identifier) => {
    expect(words).toContain(identifier);
  });
});
