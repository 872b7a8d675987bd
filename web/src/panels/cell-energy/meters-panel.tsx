import { useTranslation } from 'react-i18next';
import type { CarrierMeters, MeterRow } from '../../../../src/contract/energy-meters.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { amountOf, amountText, remainderOf, type Measure } from './measure.js';
import type { SiteEnergy } from './site-energy.js';

const BAR = 120;
/** Less would be told as 0.0 %. */
const SEEN_SHARE = 0.0005;

/** Meters as the tree that they are, with what each counted, what nothing below it counted, and whether they add up. */
export function MetersPanel({ meters, site: { names, measure, file } }: { meters: CarrierMeters; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, outsideKwh } = meters;
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => amountOf(row, measure) ?? 0));
  const nameOf = (row: MeterRow) => (row.name ? format.name(row.name) : names.place(row.id));
  const missing = rows.filter((row) => row.kwh !== null && row.missing.length > 0 && row.kind === 'meter');
  return (
    <Card
      title={t('energy.meters')}
      aside={
        <DownloadCsv
          name={`${file}-meters`}
          of={t('energy.meters')}
          rows={() => [
            ['id', 'parent', 'depth', 'by', 'kwh', 'costEur', 'co2eKg', 'partsKwh', 'remainderKwh', 'balance', 'pausedKwh', 'unknownShare'],
            ...rows.map((row) => [
              row.id,
              row.parent,
              row.depth,
              row.by,
              row.kwh,
              row.costEur,
              row.co2eKg,
              row.partsKwh,
              row.remainderKwh,
              row.balance,
              row.pausedKwh,
              row.unknownShare,
            ]),
          ]}
        />
      }
    >
      <DataTable
        caption={t('energy.metersCaption')}
        head={[t('energy.meter'), t(`energy.measures.${measure}`), '', t('energy.remainder'), t('energy.balance'), t('energy.unknownTime')]}
        rows={rows.map((row) => [
          <span className="meter-name" style={{ paddingLeft: row.depth * 16 }}>
            <Named id={row.id}>{nameOf(row)}</Named>
          </span>,
          row.kwh === null ? t('energy.notHeard') : amountText(format, amountOf(row, measure), measure),
          <MeterBar row={row} most={most} measure={measure} />,
          amountText(format, remainderOf(row, measure), measure),
          row.balance === null ? '' : <span className={row.balance === 'negative' ? 'late' : undefined}>{t(`energy.balances.${row.balance}`)}</span>,
          row.unknownShare >= SEEN_SHARE ? format.percent(row.unknownShare) : '',
        ])}
      />
      <p className="minor sentence">
        <span>{t('energy.metersFoot')}</span>
        {measure === 'eur' && <span>{t('energy.marginal')}</span>}
        {outsideKwh > 0 && <span>{t('energy.outside', { kwh: format.kwh(outsideKwh) })}</span>}
      </p>
      {missing.map((row) => (
        <p key={row.id} className="late">
          {t('energy.missing', { meter: nameOf(row), parts: row.missing.map((id) => names.place(id)).join(', ') })}
        </p>
      ))}
    </Card>
  );
}

/** What a meter counted, its remainder dotted at the end. */
function MeterBar({ row, most, measure }: { row: MeterRow; most: number; measure: Measure }) {
  const px = (value: number | null) => (most > 0 ? (Math.max(0, value ?? 0) / most) * BAR : 0);
  const [whole, rest] = [px(amountOf(row, measure)), px(remainderOf(row, measure))];
  return (
    <svg width={BAR + 1} height="14" aria-hidden="true" className="meter-bar">
      <rect x="0.5" y="1" width={Math.max(0, whole - rest)} height="12" className="capacity-fill" />
      <rect x={0.5 + Math.max(0, whole - rest)} y="1" width={rest} height="12" fill="url(#unmetered)" stroke="var(--twin-outline)" strokeWidth="0.5" />
    </svg>
  );
}
