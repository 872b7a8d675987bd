import { Writable } from 'node:stream';
import { createLogger } from '../../src/platform/logger.js';

async function written(log: (logger: ReturnType<typeof createLogger>) => void): Promise<string[]> {
  const chunks: string[] = [];
  const destination = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ level: 'info', pretty: true }, destination);
  log(logger);
  await new Promise<void>((resolve) => logger.flush(() => resolve()));
  return chunks.join('').split('\n').slice(0, -1);
}

describe('the log for people', () => {
  it('has one line for a request: method, path, status and time', async () => {
    const lines = await written((logger) => {
      logger.info({ context: 'http', requestId: 'r-1', method: 'GET', path: '/api/v1/cells', status: 200, ms: 1.5 }, 'request');
    });
    expect(lines).toEqual([expect.stringMatching(/INFO.*: .*http GET \/api\/v1\/cells 200, 1\.5 ms/)]);
  });

  it('has one line for what has fields, with its context in front', async () => {
    const lines = await written((logger) => {
      logger.warn({ context: 'Alarms', line: 'osd-1', count: 3 }, 'late');
    });
    expect(lines).toEqual([expect.stringMatching(/WARN.*: .*Alarms late.*"line":"osd-1","count":3/)]);
  });
});
