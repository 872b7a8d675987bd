import { useTranslation } from 'react-i18next';
import type { ScenarioResult } from '../../../../src/contract/scenario.js';
import { useFormat } from '../../parts/use-format.js';

/** What the answer was made from, in one sentence. */
export function Facts({ result, zone }: { result: Omit<ScenarioResult, 'variants'>; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = format.dayAndClock(result.start.atUs, zone);
  const from = {
    live: t('run.fromLive', { time }),
    past: t('run.fromPast', { time }),
    empty: t('run.fromEmpty', { time }),
    snapshot: t('run.fromSnapshot', { time }),
  }[result.start.from];
  return (
    <p className="minor">
      <span>{t('run.facts', { from, horizon: format.duration(result.horizonS), n: format.whole(result.replications), seed: result.seed })}</span>
      <span title={result.modelVersion}>{t('run.model', { version: result.modelVersion.slice(0, 8) })}</span>
    </p>
  );
}
