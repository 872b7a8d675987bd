import { useTranslation } from 'react-i18next';
import type { CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { enSiteWhatIf } from '../../i18n/en-site-what-if.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { siteKpi, SITE_KPIS } from './site-kpis.js';
import { supplyNotes } from './supply-notes.js';
import type { SiteView } from './site-view.js';

type SupplyCode = keyof typeof enSiteWhatIf.supplyNotes;
const isKnown = (code: string): code is SupplyCode => code in enSiteWhatIf.supplyNotes;

/** What limits the answer: of all of it, of the supply of each variant, and what was not known at the start. */
export function SiteNotes({ view: { result, variants, names } }: { view: SiteView }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const supply = supplyNotes(variants.map(({ variant }) => variant));
  /** Ids of carriers and indicators as people say them. */
  const valuesOf = ({ values }: CellScenarioResult['notes'][number]) => ({
    ...values,
    ...(typeof values['carrier'] === 'string' && { carrier: names.carrier(values['carrier']) }),
    ...kpiName(values['kpi']),
  });
  const kpiName = (id: unknown) => {
    const kpi = SITE_KPIS.find((each) => each === id);
    return kpi && { kpi: siteKpi(kpi, language).name };
  };
  if (result.notes.length + supply.length + result.startNotes.length === 0) return null;
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {result.notes.map((note) => (
          <li key={`${note.code} ${Object.values(note.values).join(' ')}`}>{t(`answerNotes.${note.code}`, valuesOf(note))}</li>
        ))}
        {supply.map(({ carrier, code, detail }) => {
          const text = language !== 'en' && isKnown(code) ? t(`supplyNotes.${code}`) : detail;
          return (
            <li key={`${carrier} ${detail}`} title={detail} lang={text === detail ? 'en' : undefined}>
              {carrier === null ? text : t('siteRun.supplyNote', { carrier: names.carrier(carrier), text })}
            </li>
          );
        })}
      </ul>
      {result.startNotes.length > 0 && (
        <details className="minor">
          <summary>{t('siteRun.startNotes', { n: result.startNotes.length })}</summary>
          <ul className="notes">
            {result.startNotes.map(({ code, values }) => (
              <li key={`${code} ${Object.values(values).join(' ')}`}>{t(`aheadNotes.${code}`, values)}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
