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

describe('README.fr.md', () => {
  const parts = (page: string, language: '-en.png' | '-fr.png') => {
    const text = readFileSync(path.join(repositoryRoot, page), 'utf8');
    return {
      headings: [...text.matchAll(/^#+(?= )/gm)].map(([marks]) => marks),
      commands: [...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, command]) => command),
      inline: [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort(),
      // a picture is in the language of its page
      links: [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!.replace(language, '.png')).filter((target) => !/^README/.test(target)),
      items: [...text.matchAll(/^(?:-|\d\.) /gm)].map(([mark]) => mark),
      figures: [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map(([figure]) => figure.replace(',', '.')).sort(),
      paragraphs: text.trim().split(/\n{2,}/).length,
    };
  };

  it('says the same as README.md: headings, commands, links, lists, figures, paragraphs', () => {
    expect(parts('README.fr.md', '-fr.png')).toEqual(parts('README.md', '-en.png'));
  });

  it('and README.md name each other', () => {
    expect(readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8')).toContain('(README.fr.md)');
    expect(readFileSync(path.join(repositoryRoot, 'README.fr.md'), 'utf8')).toContain('(README.md)');
  });
});
