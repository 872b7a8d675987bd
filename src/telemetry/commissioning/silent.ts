import type { SilentTopic } from '../../contract/commissioning.js';
import type { Micros } from '../../contract/units.js';
import { joined, rootOf, topicsOf } from '../../plant/source-topics.js';
import type { Source } from '../../plant/sources.js';
import type { Mapped } from './mapped.js';
import type { SourceWatch } from './source-watch.js';
import type { UsualGap } from './usual-gap.js';

/** What was never heard is silent once there was a minute to hear it in [us]. */
const FIRST_WAIT_US = 60e6;

/**
 * What of a source is silent: all of it, else those of its topics that stopped, and what somebody mapped and that never came. What a
 * dialect only makes possible may be missing.
 */
export function silentTopics(
  { source, written }: Mapped,
  watch: SourceWatch,
  topics: readonly { topic: string; gap: UsualGap }[],
  sinceUs: Micros,
  nowUs: Micros,
): SilentTopic[] {
  const row = (topic: string, field: string | null, gap: UsualGap | null): SilentTopic => ({
    ...{ line: source.of, unit: source.unit, topic, field, lastSeenUs: gap?.lastUs ?? null },
    usualGapS: gap?.usualUs == null ? null : gap.usualUs / 1e6,
    silentS: Math.max(nowUs - (gap?.lastUs ?? sinceUs), 0) / 1e6,
  });
  const { gap } = watch;
  const waited = nowUs - sinceUs >= FIRST_WAIT_US;
  if (gap.lastUs === null ? waited : gap.isSilent(nowUs)) return [row(allOf(source), null, gap)];
  const stopped = topics.filter((topic) => topic.gap.isSilent(nowUs)).map((topic) => row(topic.topic, null, topic.gap));
  const missing = topicsOf(source)
    .filter(({ topic, field, signal }) => waited && written.has(field ?? tagOf(source, topic)) && !watch.told(signal))
    .map(({ topic, field }) => row(topic, field, null));
  return [...stopped, ...missing];
}

const tagOf = (source: Source, topic: string): string => topic.slice(rootOf(source).length + 1);

function allOf(source: Source): string {
  if (source.dialect !== 'sparkplug-b') return joined(rootOf(source), '#');
  const [group, node] = source.prefix.split('/');
  return joined(`spBv1.0/${group}/+/${node}`, source.path);
}
