import { useCallback } from 'react';
import type { LineView } from '../../../src/contract/stream.js';
import { askStates } from '../data/wall-requests.js';
import { familySinceUs, isSilent } from '../format/state.js';
import { mergeSpans } from '../store/spans.js';
import { stateFill } from '../theme/state-fill.js';
import { WallCard } from './board.js';
import { usePolled } from './use-polled.js';
import { StateSign } from './signs.js';
import { useSpeech } from './speech.js';

const HOURS = 8;
const EVERY_MS = 15_000;

/** Each station: what it is in, since when, and a strip of the last hours. */
export function StatesCard({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t, format, words } = useSpeech();
  const { line } = view;
  const ask = useCallback((signal: AbortSignal) => askStates(line, HOURS, signal), [line]);
  const { answer } = usePolled(ask, EVERY_MS);
  const fromUs = nowUs - HOURS * 3600e6;
  return (
    <WallCard title={t('states')}>
      <ul className="wall-stations">
        {view.order.map((id) => {
          const unit = view.units[id]!;
          const { name, family } = unit;
          const sinceUs = familySinceUs(unit);
          const spans = mergeSpans(answer?.filter(({ unit }) => unit === id) ?? [], [], fromUs, nowUs);
          const x = (us: number) => `${((us - fromUs) / (nowUs - fromUs)) * 100}%`;
          return (
            <li key={id}>
              <span className="wall-station">{format.name(name)}</span>
              <StateSign sign={family} word={isSilent(unit) ? t('notHeard') : words.families[family]} />
              <span className="wall-since">{sinceUs !== null && format.duration((nowUs - sinceUs) / 1e6)}</span>
              <svg className="wall-strip" width="100%" height="100%" aria-hidden="true">
                {spans.map((span) => (
                  <rect
                    key={span.fromUs}
                    x={x(span.fromUs)}
                    width={`${((span.toUs - span.fromUs) / (nowUs - fromUs)) * 100}%`}
                    height="100%"
                    fill={stateFill(span.family)}
                  />
                ))}
              </svg>
            </li>
          );
        })}
      </ul>
      <p className="wall-minor">{t('statesHours', { hours: HOURS })}</p>
    </WallCard>
  );
}
