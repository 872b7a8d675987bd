import type { Command } from 'commander';
import { someNumber } from './simulate.js';

/** Adds the options that say who simulates: a service, or this machine with a plant file. */
export const withPlace = (command: Command): Command =>
  command
    .option('--server <url>', 'ask this service')
    .option('--token <token>', 'bearer token of the service')
    .option('--plant <file>', 'without a server: the plant file of the line or site')
    .option('--types <file...>', 'without a server: files of machine types, besides those in the folder of the plant file', [])
    .option('--threads <n>', 'without a server: worker threads', someNumber);
