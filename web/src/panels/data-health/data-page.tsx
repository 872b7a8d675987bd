import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HEALTH_EVERY_S, commissioningQuery, telemetryNowQuery } from '../../data/health-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import '../../i18n/health.js';
import { doctorCommand } from '../../format/doctor-command.js';
import { PageHead } from '../../parts/page-head.js';
import { useCommonZone } from '../../parts/use-common-zone.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import '../../theme/data-health.css';
import { Copied } from './copied.js';
import { ErrorsPanel } from './errors-panel.js';
import { IntakePanel } from './intake-panel.js';
import { LettersPanel } from './letters-panel.js';
import { NodesPanel } from './nodes-panel.js';
import { SilentPanel } from './silent-panel.js';
import { SourcesPanel } from './sources-panel.js';
import { UnmappedPanel } from './unmapped-panel.js';

/** How data come in, what is not used, and what to do about it. */
export function DataPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useCommonZone();
  const status = useQuery(telemetryNowQuery);
  const report = useQuery(commissioningQuery);
  useTitle(t('lines.dataHealth'));
  const both = [status, report];
  const failed = both.find(({ error, data }) => error !== null && data === undefined);
  if (failed) return <Failed error={failed.error} reset={() => void failed.refetch()} />;
  if (!status.data || !report.data) return <p className="notice">{t('app.loading')}</p>;
  const old = both.some(({ failureCount, isError }) => failureCount > 0 || isError);
  const time = format.clock(report.data.asOfUs, zone, true);
  return (
    <div className={`page data-health ${old ? 'page-old' : ''}`}>
      <PageHead way={[]} title={t('lines.dataHealth')}>
        <p className="minor">{t('health.asOf', { time, zone, every: HEALTH_EVERY_S, since: format.moment(report.data.sinceUs, serverNowUs(), zone) })}</p>
      </PageHead>
      <IntakePanel status={status.data} />
      <UnmappedPanel report={report.data} />
      <NodesPanel nodes={report.data.nodes} />
      <SilentPanel report={report.data} />
      <SourcesPanel report={report.data} />
      <ErrorsPanel report={report.data} />
      <LettersPanel waiting={status.data.deadLetters} />
      <section className="card">
        <p>{t('health.doctor')}</p>
        <Copied text={doctorCommand(location.origin)} />
      </section>
    </div>
  );
}
