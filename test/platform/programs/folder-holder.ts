import { lockFolder } from '../../../src/platform/folder-lock.js';

/** Holds the lock of a folder until it is killed. */
await lockFolder(process.argv[2]!);
process.send!('locked');
