import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { TwinState } from '../../../src/contract/stream.js';
import { serverNowUs } from '../data/server-clock.js';
import { ageOf, cutOff, type Age, type Received } from '../store/freshness.js';
import { useNowMs } from '../store/use-now.js';
import { ServerIsAway } from './server-is-away.js';
import { useFormat } from './use-format.js';

const SIGNS: Record<Age['kind'], string> = { live: '●', stale: '◌', since: '⚠', none: '○', offline: '⚠', connecting: '◌' };

/** How old what is shown is, in words. */
export function Freshness({ received }: { received: Received<TwinState> | null }) {
  const { t } = useTranslation();
  const { duration, moment } = useFormat();
  const age = useAge(received);
  const zone = received?.view.timezone ?? 'UTC';
  const time = age.atUs === null ? '' : moment(age.atUs, age.nowUs, zone);
  const text =
    received?.view.catchingUp && age.kind === 'live'
      ? t('fresh.catchingUp', { age: duration(age.ageS) })
      : t(`fresh.${age.kind}`, { age: duration(age.ageS), time });
  return (
    <span className={`fresh fresh-${age.kind}`}>
      <span aria-hidden="true" className="fresh-sign">
        {SIGNS[age.kind]}
      </span>
      {text}
    </span>
  );
}

/** Whether what is shown must be drawn as old. */
export const useIsOld = (received: Received<TwinState> | null) => !['live', 'connecting'].includes(useAge(received).kind);

function useAge(received: Received<TwinState> | null): Age {
  const away = use(ServerIsAway);
  return ageOf(away ? cutOff(received) : received, useNowMs(), serverNowUs());
}
