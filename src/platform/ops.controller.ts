import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthRegistry } from './health.js';
import { Metrics } from './metrics.js';
import { PROBLEM_TYPE } from './problem-filter.js';
import { Public } from './public.js';

/** For the machines that watch over the service. */
@Public()
@ApiExcludeController()
@Controller()
export class OpsController {
  constructor(
    private readonly health: HealthRegistry,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs and answers. */
  @Get('healthz')
  healthz(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 where every part is ready, else 503 with what each part says. */
  @Get('readyz')
  async readyz(@Res() reply: FastifyReply): Promise<void> {
    const parts = await this.health.check();
    const faults = Object.entries(parts).filter(([, part]) => !part.ok);
    reply.header('cache-control', 'no-store');
    if (faults.length === 0) {
      await reply.send({ status: 'ready', parts });
      return;
    }
    const detail = faults.map(([name, part]) => `${name}: ${part.detail}`).join('; ');
    await reply
      .status(503)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify({ type: '/problems/not-ready', title: 'Not ready', status: 503, detail, parts }));
  }

  /** Prometheus text format. */
  @Get('metrics')
  async metricsText(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.metrics();
    await reply.type(this.metrics.contentType).send(text);
  }
}
