import type { MigrationInterface } from 'typeorm';

/** Table of the migrations that have run. */
export const MIGRATIONS_TABLE = 'migration';

/** In the order in which they came to be; names end in a time stamp, as TypeORM wants it. */
export type Migrations = readonly (new () => MigrationInterface)[];

/** How TypeORM connects to the relational store: migrations run at each start. */
export const databaseOptions = (url: string, migrations: Migrations) => ({
  type: 'postgres' as const,
  url,
  applicationName: 'pharmatwin',
  migrations: [...migrations],
  migrationsRun: true,
  migrationsTableName: MIGRATIONS_TABLE,
  migrationsTransactionMode: 'each' as const,
  synchronize: false,
  uuidExtension: 'pgcrypto' as const, // gen_random_uuid(), built in since PostgreSQL 13
  installExtensions: false,
  connectTimeoutMS: 5_000,
});
