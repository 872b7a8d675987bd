import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KpiAccount } from '../../../../src/contract/cell-kpi.js';
import { BarRows } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { StopDots } from '../../charts/stop-dots.js';
import { lostTimeQuery } from '../../data/line-queries.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import { Failed } from '../../shell/failed.js';
import { stateFill } from '../../theme/state-fill.js';
import type { LineNames } from './line-names.js';
import { causeName, causesName, type LostWords } from './lost-view.js';
import { useReasonName } from './use-reason-name.js';

interface Props {
  line: string;
  stretch: { from: string; to: string };
  account: KpiAccount;
  names: LineNames;
  timezone: string;
}

const iso = (us: number) => new Date(us / 1000).toISOString();

/** Time that a line lost otherwise than by stops of its machine: what it is put down to, when it was, and each stretch of it. */
export function LostTimePanels({ line, stretch, account, names, timezone }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonName = useReasonName(names);
  const lost = useQuery({ ...lostTimeQuery(line, stretch, account), placeholderData: keepPreviousData });
  if (lost.error) return <Failed error={lost.error} reset={() => void lost.refetch()} />;
  if (!lost.data) return <p className="notice">{t('app.loading')}</p>;
  const { causes, items, total, fromUs, toUs } = lost.data;
  const words: LostWords = { machine: names.machine, reason: reasonName, outside: t('losses.outside') };
  const waits = account === 'starved' || account === 'blocked';
  const [title, label, cause] = waits
    ? [t('losses.waitedFor'), t('losses.waitedForLabel'), t('losses.waitedForOne')]
    : [t('losses.lostReasons'), t('losses.lostReasonsLabel'), t('losses.cause')];
  const name = t(`accounts.${account}`);
  const moment = (us: number) => format.moment(us, toUs, timezone);
  const tableOf = () => ({
    head: [t('losses.begin'), t('losses.machine'), t('losses.duration'), cause],
    rows: items.map((item) => [moment(item.fromUs), names.machine(item.unit), format.duration(item.s), causesName(item, words)]),
  });
  const stretchesFile = {
    name: `${line}-${account}`,
    rows: () => [
      [t('losses.begin'), t('losses.end'), t('losses.machine'), t('losses.durationS'), cause],
      ...items.map((item) => [iso(item.fromUs), item.toUs === null ? null : iso(item.toUs), names.machine(item.unit), item.s, causesName(item, words)]),
    ],
  };
  return (
    <div className={lost.isPlaceholderData ? 'page page-old' : 'page'}>
      <div className="line-grid">
        <ChartCard
          title={title}
          caption={label}
          table={() => ({
            head: [cause, t('losses.duration'), t('losses.share'), t('losses.cumulative'), t('losses.stretches')],
            rows: causes.map((each) => [
              causeName(each, words),
              format.duration(each.s),
              format.percent(each.share),
              format.percent(each.cumulativeShare),
              each.stretches,
            ]),
          })}
          csv={{
            name: `${line}-${account}-causes`,
            rows: () => [[cause, t('losses.durationS'), t('losses.stretches')], ...causes.map((each) => [causeName(each, words), each.s, each.stretches])],
          }}
        >
          {causes.length === 0 ? (
            <p className="minor">{t('losses.noLost', { loss: name })}</p>
          ) : (
            <BarRows
              rows={causes.map((each, i) => ({
                id: String(i),
                name: causeName(each, words),
                from: 0,
                to: each.s,
                fill: stateFill(ACCOUNT_SIGNS[account]),
                text: `${format.duration(each.s)} · ${format.percent(each.share)} · ${t('losses.times', { n: each.stretches })}`,
                cumulative: each.cumulativeShare,
              }))}
              most={Math.max(...causes.map(({ s }) => s))}
              label={label}
            />
          )}
        </ChartCard>
        <ChartCard title={t('losses.lostOverTime')} caption={t('losses.overTimeLabel')} table={tableOf} csv={stretchesFile}>
          {items.length === 0 ? (
            <p className="minor">{t('losses.noLost', { loss: name })}</p>
          ) : (
            <StopDots
              dots={items.map((item) => ({
                atUs: item.fromUs,
                s: item.s,
                filled: true,
                title: t('losses.dot', {
                  machine: names.machine(item.unit),
                  time: moment(item.fromUs),
                  duration: format.duration(item.s),
                  reason: causesName(item, words),
                }),
              }))}
              {...{ fromUs, toUs }}
              zone={timezone}
              label={t('losses.overTimeLabel')}
            />
          )}
        </ChartCard>
      </div>
      <Card title={t('losses.stretchesOf', { loss: name })} aside={<DownloadCsv {...stretchesFile} of={name} />}>
        {items.length < total && <p className="minor">{t('losses.someOf', { shown: items.length, total })}</p>}
        <div className="stops-scroll">
          <DataTable {...tableOf()} caption={t('losses.stretchesOf', { loss: name })} />
        </div>
      </Card>
    </div>
  );
}
