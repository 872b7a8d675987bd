import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../i18n/line-pages.js';
import '../../theme/line-pages.css';
import { lossesQuery, oeeQuery } from '../../data/line-queries.js';
import { definitionQuery } from '../../data/queries.js';
import { PageHead } from '../../parts/page-head.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { BelowBridge } from './below-bridge.js';
import { BottleneckPanel } from './bottleneck-panel.js';
import { BridgePanel } from './bridge-panel.js';
import { FiguresPanel } from './figures-panel.js';
import { LineLink } from './line-link.js';
import { lineNames } from './line-names.js';
import { LineWindow } from './line-window.js';
import { readLoss } from './loss.js';
import { OeeHoursPanel } from './oee-hours-panel.js';
import { reasonCodes } from './stop-sayings.js';

/** OEE of a line over a window, what it is made of, and what it was lost to. */
export function LossesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = useParams({ from: '/lines/$line/oee' });
  const asked = useSearch({ from: '/lines/$line/oee' });
  const navigate = useNavigate({ from: '/lines/$line/oee' });
  const { from = '', to = 'now', of: main = 'trs', unit } = asked;
  const kpi = asked.kpi ?? main;
  const stretch = { from, to };
  const definition = useQuery(definitionQuery(line)).data?.definition;
  const oee = useQuery({ ...oeeQuery(line, stretch), placeholderData: keepPreviousData });
  const losses = useQuery({ ...lossesQuery(line, stretch), placeholderData: keepPreviousData });
  const names = lineNames(definition, format);
  const timezone = definition?.timezone ?? 'UTC';
  useTitle(t('losses.title'));
  const change = (next: Partial<typeof asked>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const chosen = asked.reason === 'none' ? null : asked.reason;
  const loss = readLoss(asked.loss);
  const faulty = [oee, losses].find(({ error }) => error !== null);
  return (
    <div className="page">
      <PageHead
        way={[<LineLink line={line} definition={definition} />]}
        title={
          <>
            {t('losses.title')} {definition?.demo && <DemoTag />}
          </>
        }
      >
        <p className="minor">
          <span>{t('losses.measured')}</span>
          {oee.data && !oee.isPlaceholderData && (
            <span>{t('kpi.span', { from: format.dayAndClock(oee.data.fromUs, timezone), to: format.dayAndClock(oee.data.toUs, timezone) })}</span>
          )}
        </p>
      </PageHead>
      <LineWindow
        from={from}
        to={to}
        beganUs={oee.data?.fromUs}
        timezone={timezone}
        waiting={oee.isPlaceholderData || losses.isPlaceholderData}
        onChange={(next) => change({ from: next.from || undefined, to: next.to === 'now' ? undefined : next.to })}
      >
        <NativeSelect
          label={t('losses.stops')}
          value={loss === undefined ? (unit ?? '') : ''}
          onChange={(event) => change({ unit: event.currentTarget.value || undefined, loss: undefined })}
          data={[{ value: '', label: t('losses.machines') }, ...(definition?.stations ?? []).map(({ id }) => ({ value: id, label: names.machine(id) }))]}
        />
      </LineWindow>
      {faulty?.error && <Failed error={faulty.error} reset={() => void faulty.refetch()} />}
      {!faulty && !oee.data && <p className="notice">{t('app.loading')}</p>}
      {oee.data && !oee.error && (
        <div className={oee.isPlaceholderData ? 'page page-old' : 'page'}>
          <FiguresPanel
            oee={oee.data}
            {...{ main, kpi, names, definition }}
            onMain={(next) => change({ of: next, kpi: undefined })}
            onKpi={(next) => change({ kpi: next })}
          />
          <BridgePanel oee={oee.data} main={main} chosen={loss} onChoose={(next) => change({ loss: next, reason: undefined, unit: undefined })} />
          <OeeHoursPanel oee={oee.data} {...{ main, timezone }} onWindow={(begin, end) => change({ from: begin, to: end })} />
        </div>
      )}
      <BelowBridge
        {...{ line, stretch, unit, loss, names, timezone, chosen }}
        codes={definition ? reasonCodes(definition) : []}
        measuredAt={oee.data?.measuredAt ?? []}
        onChoose={(reason) => change({ reason: reason === null ? 'none' : reason })}
        onLoss={(next) => change({ loss: next, reason: undefined })}
      />
      {losses.data && !losses.error && <BottleneckPanel losses={losses.data} names={names} timezone={timezone} />}
    </div>
  );
}
