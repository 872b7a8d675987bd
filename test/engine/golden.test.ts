import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goldenHashes } from '../../bench/golden/hashes.js';
import { repositoryRoot } from '../shared.js';

describe('numbers', () => {
  it('have the same bits for ever: 10,000 of each generator and each distribution', () => {
    expect(goldenHashes()).toEqual(JSON.parse(readFileSync(path.join(repositoryRoot, 'test/golden/distributions.json'), 'utf8')));
  });
});
