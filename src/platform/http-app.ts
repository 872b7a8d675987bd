import { HttpException, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { answerWrongMethods } from './allowed-methods.js';
import { logRequests, requestIdOf } from './http-log.js';
import { NestLog } from './logger.js';
import { Metrics } from './metrics.js';
import { allowDeleteWithoutBody } from './no-body.js';
import { serveOpenApi } from './openapi.js';
import { sendProblem } from './problem-filter.js';
import { addSecurityHeaders, SECURITY_HEADERS } from './security-headers.js';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** A Nest application on Fastify with our log, headers and API description. It does not listen yet. */
export async function createHttpApp(module: DynamicModule, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, genReqId: requestIdOf, requestIdHeader: false, frameworkErrors: answerUnroutable });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
    forceCloseConnections: true,
  });
  const http = adapter.getInstance<FastifyInstance>();
  addSecurityHeaders(http);
  allowDeleteWithoutBody(http);
  logRequests(http, logger, app.get(Metrics));
  answerWrongMethods(http);
  app.useWebSocketAdapter(new WsAdapter(app));
  serveOpenApi(app);
  return app;
}

/** An address that cannot be decoded comes to no route, no hook and no filter. */
function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
  sendProblem(new HttpException(error.message, error.statusCode ?? 400), request, reply);
}
