import type { Warning } from './stale.js';
import { useSpeech } from './speech.js';

/** What the red frame means, in words. Empty while all is live. */
export function WarningBanner({ warning, zone }: { warning: Warning | null; zone: string }) {
  return (
    <p className="wall-warning" role="status">
      {warning && <Words warning={warning} zone={zone} />}
    </p>
  );
}

function Words({ warning, zone }: { warning: Warning; zone: string }) {
  const { t, format } = useSpeech();
  switch (warning.kind) {
    case 'connecting':
    case 'noDataYet':
      return t(warning.kind);
    case 'catchingUp':
      return t('catchingUp', { age: format.duration(warning.ageS) });
    case 'noData':
    case 'lost':
      return `⚠ ${t(warning.kind, { time: format.moment(warning.atUs, warning.nowUs, zone) })}`;
  }
}
