import path from 'node:path';

/** Of mosquitto, as deploy/mosquitto.conf, whose state is saved every 5 s. */
export function brokerSettings(folder: string, port: number): string {
  return [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence true',
    `persistence_location ${folder}/`,
    'autosave_on_changes false',
    'autosave_interval 5',
    'max_queued_messages 0',
    'max_queued_bytes 0',
    'max_inflight_messages 2000',
    'user root',
    'log_type error',
    '',
  ].join('\n');
}

/** Of InfluxDB, as it is shipped but for its folders. */
export function influxSettings(folder: string, port: number, rpcPort: number): string {
  const of = (name: string) => JSON.stringify(path.join(folder, name));
  return [
    'reporting-disabled = true',
    `bind-address = "127.0.0.1:${rpcPort}"`,
    `[meta]\ndir = ${of('meta')}`,
    `[data]\ndir = ${of('history')}\nwal-dir = ${of('wal')}`,
    `[http]\nbind-address = "127.0.0.1:${port}"\nlog-enabled = false`,
    '[logging]\nlevel = "error"',
  ].join('\n');
}
