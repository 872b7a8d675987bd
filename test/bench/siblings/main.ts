import { writeFileSync } from 'node:fs';
import { fileOf, siblings } from './siblings.js';

/** Writes the file of siblings to the path of the first argument. */
writeFileSync(process.argv[2]!, fileOf(siblings()));
