import { lockFolder } from '../../../src/platform/folder-lock.js';

/** Holds the lock of a folder until it is killed. */
await lockFolder(process.argv[2]!);
process.on('message', () => undefined); // the channel keeps it alive
process.send!('locked');
