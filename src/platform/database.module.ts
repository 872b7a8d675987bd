import { Module, type DynamicModule } from '@nestjs/common';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { databaseOptions, type Migrations } from './database-options.js';
import { DatabaseServer } from './database-server.js';
import { HealthRegistry } from './health.js';

export interface DatabaseOptions {
  migrations: Migrations;
  server?: DatabaseServer;
}

/** The relational store: server up, migrations run, entities by `TypeOrmModule.forFeature`. */
@Module({})
export class DatabaseModule {
  constructor(@InjectDataSource() dataSource: DataSource, health: HealthRegistry) {
    health.register('database', async () => {
      await dataSource.query('SELECT 1');
      return { ok: true, detail: 'answers' };
    });
  }

  static forRoot({ migrations, server = new DatabaseServer() }: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: async (config: Config) => ({ ...databaseOptions(await server.open(config), migrations), autoLoadEntities: true, retryAttempts: 0 }),
          dataSourceFactory: (options) => Promise.resolve(new ServedDataSource(options!, server)),
        }),
      ],
    };
  }
}

/** Takes its server with it when it closes. */
class ServedDataSource extends DataSource {
  constructor(
    options: DataSourceOptions,
    private readonly server: DatabaseServer,
  ) {
    super(options);
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.server.close();
    }
  }
}
