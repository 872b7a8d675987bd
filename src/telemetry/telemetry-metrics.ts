import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from '../platform/metrics.js';
import type { Fate } from './ingest.js';
import type { Telemetry } from './telemetry.service.js';

/** What Prometheus sees of the way in. Labels are lines and closed lists, never what a machine sent. */
@Injectable()
export class TelemetryMetrics {
  /** Counted here at every message, and given to Prometheus when it asks: its own counters cost more than decoding does. */
  private readonly fates = new Map<string | null, Record<Fate, number>>();
  private readonly writeSeconds: Histogram;
  private readonly writeErrors: Counter;

  constructor(private readonly metrics: Metrics) {
    const registers = [metrics];
    const { fates } = this;
    new Counter({
      name: 'twin_mqtt_messages_total',
      help: 'messages since the process began, by what became of them; line is empty where no line reads the topic',
      labelNames: ['line', 'result'],
      registers,
      collect() {
        this.reset();
        for (const [line, { stored, duplicate, deadLettered }] of fates)
          for (const [result, count] of Object.entries({ stored, duplicate, 'dead-lettered': deadLettered }))
            if (count > 0) this.inc({ line: line ?? '', result }, count);
      },
    });
    this.writeSeconds = new Histogram({
      name: 'twin_influx_write_seconds',
      help: 'time to write a batch to the history, InfluxDB or embedded [s]',
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    });
    this.writeErrors = new Counter({ name: 'twin_influx_write_errors_total', help: 'writes to the history that failed and were tried again', registers });
  }

  readonly onFate = (line: string | null, result: Fate): void => {
    let counts = this.fates.get(line);
    if (!counts) this.fates.set(line, (counts = { stored: 0, duplicate: 0, deadLettered: 0 }));
    counts[result] += 1;
  };

  readonly onHistoryWrite = (seconds: number, ok: boolean): void => {
    if (ok) this.writeSeconds.observe(seconds);
    else this.writeErrors.inc();
  };

  /** Adds what is read off at the moment of asking. received = stored + duplicate + dead-lettered + in flight. */
  watch(telemetry: Telemetry): void {
    const registers = [this.metrics];
    new Counter({
      name: 'twin_ingest_readings_total',
      help: 'readings since the journal began, by what became of them',
      labelNames: ['result'],
      registers,
      collect() {
        const { received, stored, duplicate, deadLettered } = telemetry.counters();
        this.reset();
        for (const [result, count] of Object.entries({ received, stored, duplicate, 'dead-lettered': deadLettered })) this.inc({ result }, count);
      },
    });
    new Counter({
      name: 'twin_sparkplug_birth_requests_total',
      help: 'births that Sparkplug B nodes were asked for since the process began: after a start, a lost message, or data before their birth',
      registers,
      collect() {
        this.reset();
        this.inc(telemetry.sparkplug().birthRequests);
      },
    });
    new Counter({
      name: 'twin_sparkplug_sequence_gaps_total',
      help: 'gaps in the sequence numbers of Sparkplug B nodes since the process began: messages were lost',
      registers,
      collect() {
        this.reset();
        this.inc(telemetry.sparkplug().gaps);
      },
    });
    new Counter({
      name: 'twin_mqtt_refused_total',
      help: 'what the embedded broker refused since the process began: publications, subscriptions, connections',
      labelNames: ['reason'],
      registers,
      collect() {
        this.reset();
        for (const [reason, count] of Object.entries(telemetry.guard().refused)) this.inc({ reason }, count);
      },
    });
    new Counter({
      name: 'twin_mqtt_held_back_total',
      help: 'messages since the process began that had to wait since their client sent faster than it may',
      registers,
      collect() {
        this.reset();
        this.inc(telemetry.guard().heldBack);
      },
    });
    const gauge = (name: string, help: string, read: () => number) => new Gauge({ name, help, registers, collect() { this.set(read()); } }); // prettier-ignore
    gauge('twin_ingest_in_flight', 'readings received and not yet durable', () => telemetry.counters().inFlight);
    gauge(
      'twin_sparkplug_waiting',
      'messages of Sparkplug B nodes that wait for one before them and are not received yet',
      () => telemetry.sparkplug().waiting,
    );
    gauge(
      'twin_sparkplug_nodes_stale',
      'Sparkplug B nodes whose values are uncertain until they are born again',
      () => telemetry.sparkplug().nodes.filter(({ stale }) => stale).length,
    );
    gauge('twin_ingest_lag_seconds', 'age of the oldest reading that is not in the history yet [s]', () => telemetry.status().history.lagS);
    gauge('twin_journal_bytes', 'size of the journal on disk [bytes]', () => telemetry.status().journal.bytes);
    gauge('twin_journal_limit_bytes', 'size at which nothing more is acknowledged [bytes]', () => telemetry.status().journal.limitBytes);
    gauge('twin_journal_near_limit', '1 beyond four fifths of the limit of the journal', () => (telemetry.status().journal.nearLimit ? 1 : 0));
    gauge('twin_broker_connected', '1 while messages can come in', () => (telemetry.status().broker.ok ? 1 : 0));
    gauge('twin_dead_letters', 'dead letters kept at present', () => telemetry.status().deadLetters);
  }
}
