import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { SITE_KPIS, siteKpi } from '../site-answer/site-kpis.js';
import { durationShown, quantityOf } from './change-text.js';
import type { SiteDraft } from './site-draft.js';

interface Props {
  draft: SiteDraft;
  errorOf: (pointer: string) => string | undefined;
  onChange: (change: Partial<SiteDraft>) => void;
  /** whether it may end once an indicator is known well enough */
  mayEnd: boolean;
  title: string;
}

const HORIZONS = ['7 d', '28 d', '56 d'] as const;
const PRECISE = { kpi: 'lotsDone', within: '2 %' } as const;
const MOST = '2000';

/** How long and how often it is simulated, and what is judged. */
export function ExperimentCard({ draft, errorOf, onChange, mayEnd, title }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { precision } = draft;
  const kpiName = (id: (typeof SITE_KPIS)[number]) => siteKpi(id, language).name;
  return (
    <Card title={title}>
      <p className="minor">{t('siteAsk.experimentHint')}</p>
      <div className="experiment">
        <div>
          <TextInput
            id="/horizon"
            label={t('siteAsk.horizon')}
            value={durationShown(draft.horizon, language)}
            error={errorOf('/horizon')}
            onChange={(event) => onChange({ horizon: event.currentTarget.value })}
          />
          <div className="presets">
            {HORIZONS.map((horizon) => (
              <Button
                key={horizon}
                variant="default"
                size="compact-sm"
                aria-pressed={quantityOf(draft.horizon) === horizon}
                onClick={() => onChange({ horizon })}
              >
                {durationShown(horizon, language)}
              </Button>
            ))}
          </div>
        </div>
        <TextInput
          id="/replications"
          label={t(precision ? 'siteAsk.replicationsMost' : 'siteAsk.replications')}
          description={t('whatIf.replicationsHint')}
          inputMode="numeric"
          value={draft.replications}
          error={errorOf('/replications')}
          onChange={(event) => onChange({ replications: event.currentTarget.value })}
        />
        <TextInput
          id="/seed"
          label={t('whatIf.seed')}
          description={t('whatIf.seedHint')}
          inputMode="numeric"
          value={draft.seed}
          error={errorOf('/seed')}
          onChange={(event) => onChange({ seed: event.currentTarget.value })}
        />
        <TextInput
          id="/matters"
          label={t('siteAsk.matters')}
          description={t('siteAsk.mattersHint')}
          value={draft.matters}
          error={errorOf('/matters')}
          onChange={(event) => onChange({ matters: event.currentTarget.value })}
        />
      </div>
      {mayEnd && (
        <Checkbox
          label={t('siteAsk.precise')}
          checked={precision !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? { precision: PRECISE, replications: MOST } : { precision: null, replications: '30' })}
        />
      )}
      {precision && (
        <div className="experiment">
          <NativeSelect
            id="/precision/kpi"
            label={t('siteAsk.precisionKpi')}
            value={precision.kpi}
            onChange={({ currentTarget: { value } }) => {
              const kpi = SITE_KPIS.find((id) => id === value);
              if (kpi) onChange({ precision: { ...precision, kpi } });
            }}
            data={SITE_KPIS.map((id) => ({ value: id, label: kpiName(id) }))}
          />
          <TextInput
            id="/precision/within"
            label={t('siteAsk.within')}
            value={precision.within}
            error={errorOf('/precision/within') ?? errorOf('/precision')}
            onChange={(event) => onChange({ precision: { ...precision, within: event.currentTarget.value } })}
          />
        </div>
      )}
      <Checkbox.Group
        id="/kpis"
        label={t('siteAsk.kpis')}
        description={t('siteAsk.kpisHint')}
        error={errorOf('/kpis')}
        value={[...draft.kpis]}
        onChange={(chosen) => onChange({ kpis: SITE_KPIS.filter((id) => chosen.includes(id)) })}
      >
        <div className="several-choices">
          {SITE_KPIS.map((id) => (
            <Checkbox key={id} value={id} label={kpiName(id)} />
          ))}
        </div>
      </Checkbox.Group>
    </Card>
  );
}
