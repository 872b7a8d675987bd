import type { DatabaseOptions } from './platform/database.module.js';

/** Every migration of every room, oldest first. Each stands beside its entities. */
export const MIGRATIONS: DatabaseOptions['migrations'] = [];
