#!/usr/bin/env node
import { processIo } from './cli/io.js';
import { perform } from './cli/program.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough (| head)
  throw error;
});
process.exitCode = await perform(process.argv.slice(2), processIo());
