import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The Prometheus registry of the process. Rooms add their own: `new Counter({ …, registers: [metrics] })`. */
@Injectable()
export class Metrics extends Registry {
  /** Seconds per HTTP request, by the pattern of the route, so that identifiers make no new series. */
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    super();
    collectDefaultMetrics({ register: this });
    this.httpSeconds = new Histogram({
      name: 'twin_http_request_seconds',
      help: 'time to answer an HTTP request [s]',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [this],
    });
  }
}
