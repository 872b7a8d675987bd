import { DatabaseServer } from '../../../src/platform/database-server.js';

/** Owns the private database of a folder until it is killed. */
const url = await new DatabaseServer().open({ dataDir: process.argv[2]!, databaseUrl: null });
process.send!(url);
