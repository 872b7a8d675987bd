import type { Micros } from '../contract/units.js';

interface Sample {
  wallUs: Micros;
  lineUs: Micros;
}

const SPAN_US = 10e6;

/** How fast a source's time goes: seconds of line time per second, over the last 10 s in which it moved. */
export class SourceSpeed {
  private samples: Sample[] = [];

  record(wallUs: Micros, lineUs: Micros): void {
    const last = this.samples.at(-1);
    if (last && last.lineUs === lineUs) return;
    this.samples.push({ wallUs, lineUs });
    while (this.samples.length > 2 && this.samples[1]!.wallUs <= wallUs - SPAN_US) this.samples.shift();
  }

  /** One until two readings came apart. */
  value(): number {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.wallUs <= first.wallUs) return 1;
    return (last.lineUs - first.lineUs) / (last.wallUs - first.wallUs);
  }

  /** How far the source's time has gone on since its last reading, at its speed; never further than readings lay apart [us of the line]. */
  ahead(wallUs: Micros): Micros {
    const [before, last] = [this.samples.at(-2), this.samples.at(-1)];
    if (!before || !last) return 0;
    const goneUs = Math.round((wallUs - last.wallUs) * this.value());
    return Math.max(0, Math.min(goneUs, last.lineUs - before.lineUs));
  }
}
