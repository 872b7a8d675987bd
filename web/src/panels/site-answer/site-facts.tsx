import { useTranslation } from 'react-i18next';
import type { CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { useFormat } from '../../parts/use-format.js';

/** What the answer was made from, in one sentence. The instant is told in the time zone of the site. */
export function SiteFacts({ result, zone }: { result: Omit<CellScenarioResult, 'variants' | 'judged'>; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = t('siteRun.inZone', { time: format.dayAndClock(result.start.atUs, zone), zone: zone.split('/').at(-1)!.replaceAll('_', ' ') });
  const from = {
    live: t('siteRun.fromLive', { time }),
    past: t('siteRun.fromLive', { time }),
    snapshot: t('siteRun.fromSnapshot', { time }),
    steady: t('siteRun.fromSteady', { time }),
    empty: t('siteRun.fromEmpty', { time }),
  }[result.start.from];
  const { horizonS, replications, seed, matters } = result;
  return (
    <p className="minor">
      <span>{t('siteRun.facts', { from, horizon: format.duration(horizonS), n: format.whole(replications), seed, matters: format.percent(matters) })}</span>
      <span title={result.modelVersion}>{t('run.model', { version: result.modelVersion.slice(0, 8) })}</span>
    </p>
  );
}
