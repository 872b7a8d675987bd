import { Body, Controller, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { RequireScope } from '../../src/auth/require-scope.js';
import { startSmallApp } from './small-app.js';

@Controller('api/v1/lines/:line/runs')
class TestController {
  @Post()
  @RequireScope('run')
  run(@Param('line') line: string, @Body({ schema: z.strictObject({ ratePerMin: z.number().positive().describe('new rate [items/min]') }) }) body: object) {
    return { line, ...body };
  }
}

describe('the description of the interface', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startSmallApp([TestController]);
  });
  afterAll(() => app.close());

  it('is OpenAPI 3.1, made from the very schemas that validate', async () => {
    const { headers, body } = await app.inject('/api/openapi.json');
    expect(headers['content-type']).toContain('application/json');
    const document = JSON.parse(body);
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toStrictEqual(['/api/v1/lines/{line}/runs']);
    const schema = document.paths['/api/v1/lines/{line}/runs'].post.requestBody.content['application/json'].schema;
    const resolved = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;
    expect(resolved.properties.ratePerMin).toMatchObject({ type: 'number', description: 'new rate [items/min]' });
  });

  it('is shown by a page that takes everything from here', async () => {
    for (const address of ['/api/docs', '/api/docs/']) {
      const { statusCode, body } = await app.inject(address);
      expect(statusCode).toBe(200);
      const sources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!).filter((source) => !source.startsWith('#'));
      expect(sources.length).toBeGreaterThanOrEqual(4);
      for (const source of sources) {
        expect(source).toMatch(/^\.\//);
        const asset = await app.inject(new URL(source, `http://localhost${address}`).pathname);
        expect([source, asset.statusCode]).toStrictEqual([source, 200]);
      }
    }
    expect((await app.inject('/api/docs/swagger-ui-init.js')).body).toContain('"validatorUrl": null');
  });
});
