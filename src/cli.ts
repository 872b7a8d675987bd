#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { processIo } from './cli/io.js';
import { perform } from './cli/program.js';

if (existsSync('.env')) process.loadEnvFile('.env'); // as the service does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough (| head)
  throw error;
});
process.exitCode = await perform(process.argv.slice(2), processIo());
