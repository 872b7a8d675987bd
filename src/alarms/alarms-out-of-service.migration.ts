import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alarms are taken out of service and put back; the history of a window is read by its time. */
export class AlarmsOutOfService1764000004000 implements MigrationInterface {
  readonly name = 'AlarmsOutOfService1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alarm_event DROP CONSTRAINT alarm_event_event_check');
    await runner.query(`
      ALTER TABLE alarm_event ADD CONSTRAINT alarm_event_event_check
      CHECK (event IN ('raised', 'returned', 'acknowledged', 'shelved', 'unshelved', 'out-of-service', 'in-service'))`);
    await runner.query(`
      ALTER TABLE alarm_event ADD CONSTRAINT alarm_event_out_of_service_check
      CHECK (event NOT IN ('out-of-service', 'in-service') OR who IS NOT NULL)`);
    await runner.query('CREATE INDEX alarm_event_of_time ON alarm_event (line, at_us)');
  }

  /** Refused once the history has such events: it is only added to. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX alarm_event_of_time');
    await runner.query('ALTER TABLE alarm_event DROP CONSTRAINT alarm_event_out_of_service_check');
    await runner.query('ALTER TABLE alarm_event DROP CONSTRAINT alarm_event_event_check');
    await runner.query(`
      ALTER TABLE alarm_event ADD CONSTRAINT alarm_event_event_check
      CHECK (event IN ('raised', 'returned', 'acknowledged', 'shelved', 'unshelved'))`);
  }
}
