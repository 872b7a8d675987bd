import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '../contract/problem.js';
import { packageInfo } from './package.js';

/** OpenAPI 3.1 at /api/openapi.json and Swagger UI, from local files only, at /api/docs. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Pharmatwin')
    .setDescription('The open digital twin of a pharmaceutical factory. Faults are problems (RFC 9457). Units are in the names.')
    .setVersion(packageInfo.version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .addGlobalResponse({ status: 'default', description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: problemSchema() } } })
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, about), {
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Pharmatwin API',
    swaggerOptions: { validatorUrl: null },
  });
}

function problemSchema() {
  const { properties, required } = z.toJSONSchema(Problem);
  return { type: 'object', properties: properties as Record<string, object>, required: required ?? [] };
}
