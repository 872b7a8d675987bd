import type { Entry } from '../journal-frame.js';
import { PerSeries } from '../per-series.js';
import type { SourceWatch } from './source-watch.js';
import { UsualGaps, type UsualGap } from './usual-gap.js';

const MOST_TOPICS = 20_000;

/** Topics that readings came on, numbered in the order in which they were first heard, each with the source that it is of. */
export class HeardTopics {
  private readonly names: string[] = [];
  private readonly sources: SourceWatch[] = [];
  private readonly gaps = new UsualGaps();
  private readonly byName = new Map<string, number>();
  /** Of topics that tell one series each: found without a look-up by text. */
  private readonly bySeries = new PerSeries<number>();

  /** Number of the topic of a message; undefined where it was not heard before. */
  find({ topic, observations }: Entry): number | undefined {
    const series = observations.length === 1 ? observations[0]!.series : undefined;
    const likely = series === undefined ? undefined : this.bySeries.get(series);
    return likely !== undefined && this.names[likely] === topic ? likely : this.byName.get(topic);
  }

  sourceOf(n: number): SourceWatch {
    return this.sources[n]!;
  }

  /** Takes a message of a topic that may be new. Where there are too many topics, new ones are passed over. */
  heard(n: number | undefined, entry: Entry, source: SourceWatch): void {
    const topic = n ?? this.add(entry, source);
    const [first] = entry.observations;
    if (topic !== undefined && first !== undefined) this.gaps.heard(topic, first.receivedAtUs, source.isLate(first));
  }

  /** The topics of each source, with how often they are heard. */
  bySource(): Map<SourceWatch, { topic: string; gap: UsualGap }[]> {
    const all = new Map<SourceWatch, { topic: string; gap: UsualGap }[]>();
    for (const [n, topic] of this.names.entries()) {
      const source = this.sources[n]!;
      const heard = { topic, gap: this.gaps.of(n) };
      const ofSource = all.get(source);
      if (ofSource) ofSource.push(heard);
      else all.set(source, [heard]);
    }
    return all;
  }

  private add({ topic, observations }: Entry, source: SourceWatch): number | undefined {
    if (this.names.length >= MOST_TOPICS) return undefined;
    const n = this.names.length;
    this.names.push(topic);
    this.sources.push(source);
    this.byName.set(topic, n);
    const series = observations.length === 1 ? observations[0]!.series : undefined;
    if (series !== undefined) this.bySeries.set(series, n);
    return n;
  }
}
