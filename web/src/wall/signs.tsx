import type { AlarmPriority } from '../../../src/contract/alarm.js';
import type { LetteredSign } from '../theme/palette.js';
import { PrioritySign } from '../parts/priority-sign.js';
import { StateSwatch } from '../parts/state-swatch.js';
import { useSpeech } from './speech.js';

/** Marks what the twin simulates. It stands beside every such figure. */
export function SimTag() {
  return <span className="tag tag-sim">{useSpeech().words.sim.tag}</span>;
}

/** The sign of a state with its word. */
export function StateSign({ sign, word }: { sign: LetteredSign; word: string }) {
  return (
    <span className="state-block">
      <StateSwatch family={sign} />
      {word}
    </span>
  );
}

export function Priority({ priority }: { priority: AlarmPriority }) {
  return <PrioritySign priority={priority} word={useSpeech().words.priorities[priority]} />;
}
