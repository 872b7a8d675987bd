import { Observable, Subject } from 'rxjs';
import type { Observation } from '../src/contract/telemetry.js';
import { committedBatch, type CommittedBatch } from '../src/telemetry/committed.js';

/** The journal: what was committed can be asked for again from any offset. */
export class Journal {
  readonly batches: CommittedBatch[] = [];
  readonly live = new Subject<CommittedBatch>();
  readonly released: number[] = [];

  commit(...observations: Observation[]): void {
    const batch = committedBatch((this.batches.at(-1)?.nextOffset ?? 0) + observations.length, observations);
    this.batches.push(batch);
    this.live.next(batch);
  }
  observations(fromOffset: number): Observable<CommittedBatch> {
    return new Observable((subscriber) => {
      for (const batch of this.batches) if (batch.nextOffset > fromOffset) subscriber.next(batch);
      return this.live.subscribe(subscriber);
    });
  }
  release(_consumer: string, offset: number): void {
    this.released.push(offset);
  }
}
