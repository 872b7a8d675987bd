// Lets a plain Node process run our TypeScript without a build: node --import ./test/run-ts.mjs src/main.ts
import { register } from 'node:module';

register('./run-ts-hooks.mjs', import.meta.url);
