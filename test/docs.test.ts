import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './shared.js';

const pages = [
  ...readdirSync(repositoryRoot).filter((file) => file.endsWith('.md')),
  ...readdirSync(path.join(repositoryRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

describe('the documentation', () => {
  it.each(pages)('has no dead link: %s', (page) => {
    const text = readFileSync(path.join(repositoryRoot, page), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!).filter((target) => !/^[a-z]+:/.test(target));
    const dead = targets.filter((target) => !existsSync(path.resolve(repositoryRoot, path.dirname(page), target)));
    expect(dead).toEqual([]);
  });
});
