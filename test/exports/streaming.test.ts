import { setImmediate } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { Logger, type CallHandler, type ExecutionContext, type StreamableFile } from '@nestjs/common';
import { firstValueFrom, of, type Observable } from 'rxjs';
import { z } from 'zod';
import { ExportInterceptor } from '../../src/exports/export.interceptor.js';
import type { Exporter } from '../../src/exports/exporter.js';
import { formatAccepted } from '../../src/exports/negotiate.js';

const plant = { line: () => ({ version: 'v', definition: { timezone: 'UTC' } }), cell: () => null };

/** Rows of which it is known how many were asked for. */
function counted(blocks: number, failAt = Infinity) {
  const seen = { blocks: 0, ended: false };
  async function* rows() {
    try {
      for (; seen.blocks < blocks; seen.blocks++) {
        if (seen.blocks === failAt) throw new Error('the store is gone');
        yield Array.from({ length: 1000 }, (_, i) => [i]);
      }
    } finally {
      seen.ended = true;
    }
  }
  const exporter: Exporter<object> = {
    query: z.strictObject({}),
    open: async () => ({
      name: 'x',
      title: { en: 'x', fr: 'x' },
      origin: { en: 'o', fr: 'o' },
      period: null,
      columns: [{ name: 'n', type: 'number' }],
      rows: rows(),
    }),
  };
  return { seen, exporter };
}

async function answer(exporter: Exporter<object>, format: string): Promise<Readable> {
  const interceptor = new ExportInterceptor({ of: () => exporter } as never, plant as never, { nowUs: () => 0 });
  const request = { query: { format }, headers: {}, params: { line: 'osd-1' } };
  const context = {
    getType: () => 'http',
    getHandler: () => null,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({ header: () => undefined }) }),
  };
  const next: CallHandler = { handle: () => of(null) };
  const file = await firstValueFrom(interceptor.intercept(context as unknown as ExecutionContext, next) as Observable<StreamableFile>);
  return file.getStream();
}
const settled = async () => {
  for (let turn = 0; turn < 200; turn++) await setImmediate();
};

describe('an export', () => {
  it.each(['csv-en', 'jsonl', 'parquet'])('asks for no more than its reader takes: %s', async (format) => {
    const { seen, exporter } = counted(5000);
    const stream = await answer(exporter, format);
    await settled();
    const before = seen.blocks;
    expect(before).toBeLessThan(100);
    stream.read();
    await settled();
    expect(seen.blocks).toBeLessThan(before + 100);
    stream.destroy();
    await settled();
    expect(seen.ended).toBe(true);
    expect(seen.blocks).toBeLessThan(300);
  });

  it('whose rows cannot be had is a fault before anything goes out, and cuts the stream after', async () => {
    await expect(answer(counted(10, 0).exporter, 'csv-en')).rejects.toThrow('the store is gone');
    Logger.overrideLogger(false);
    const stream = await answer(counted(500, 200).exporter, 'csv-en');
    await expect(stream.forEach(() => undefined)).rejects.toThrow('the store is gone');
  });

  it('of more rows than a workbook holds is a problem', async () => {
    await expect(answer(counted(1200).exporter, 'xlsx')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('at most 1000000 rows') as string,
    });
  });
});

it('an Accept header is weighed as RFC 9110 says', () => {
  expect(formatAccepted(undefined)).toBeNull();
  expect(formatAccepted('text/csv;q=0.5, application/json')).toBeNull();
  expect(formatAccepted('text/csv;q=0.5, application/json;q=0.4')).toBe('csv-en');
  expect(formatAccepted('TEXT/CSV; charset=utf-8')).toBe('csv-en');
});
