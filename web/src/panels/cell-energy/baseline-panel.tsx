import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptBaseline, NewBaselineDocument } from '../../../../src/contract/energy-baseline.js';
import { baselinesQuery, fitBaseline, savingsQuery, type CarriedOutQuery } from '../../data/energy-queries.js';
import { ServerFailure } from '../../data/failure.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import { useFormat } from '../../parts/use-format.js';
import '../../i18n/savings.js';
import { Asked } from './asked.js';
import { BaselineDialog } from './baseline-dialog.js';
import { criterionText, driverName, equationOf, unusedName } from './baseline-view.js';
import { CusumPanel } from './cusum-panel.js';
import { FitPanel } from './fit-panel.js';
import { ProofPanel } from './proof-panel.js';
import type { SiteEnergy } from './site-energy.js';

interface Props {
  site: SiteEnergy;
  /** that is looked at; the newest where none is, or it is not there */
  chosen: string | undefined;
  onChoose: (id: string) => void;
  carriers: readonly { value: string; label: string }[];
  /** the decision whose saving is looked at */
  proof: Partial<CarriedOutQuery>;
  onProof: (asked: CarriedOutQuery) => void;
}

/** Baselines that are kept: their equation, how well they fit, whether they are fit for use and why, what was used since, and what decisions saved. */
export function BaselinePanel({ site, chosen, onChoose, carriers, proof, onProof }: Props) {
  const { t } = useTranslation();
  const kept = useQuery(baselinesQuery(site.cell));
  const fit = <FitBaseline site={site} carriers={carriers} onFitted={onChoose} />;
  return (
    <Asked answer={kept} title={t('energy.baseline')}>
      {(baselines) => {
        const one = baselines.find(({ id }) => id === chosen) ?? baselines[0];
        if (one === undefined) {
          return (
            <Card title={t('energy.baseline')} aside={fit}>
              <p className="minor">{t('energy.noBaseline')}</p>
              {proof.run !== undefined && <p>{t('savings.noBaseline')}</p>}
            </Card>
          );
        }
        return (
          <>
            <BaselineCard
              kept={one}
              site={site}
              choice={
                <>
                  {baselines.length > 1 && (
                    <NativeSelect
                      aria-label={t('energy.baseline')}
                      value={one.id}
                      onChange={({ currentTarget: { value } }) => onChoose(value)}
                      data={baselines.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  )}
                  {fit}
                </>
              }
            />
            <FitPanel key={one.id} kept={one} site={site} />
            <SinceThen kept={one} site={site} />
            <ProofPanel site={site} baseline={one} asked={proof} onAsk={onProof} />
          </>
        );
      }}
    </Asked>
  );
}

function FitBaseline({ site, carriers, onFitted }: Pick<Props, 'site' | 'carriers'> & { onFitted: (id: string) => void }) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const fitting = useMutation({
    mutationFn: (asked: NewBaselineDocument) => fitBaseline(site.cell, asked),
    onSuccess: async ({ id }) => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['energy-baselines', site.cell] });
      onFitted(id);
    },
  });
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => {
          fitting.reset();
          setOpen(true);
        }}
      >
        {t('savings.fit')}
      </button>
      {open && (
        <BaselineDialog
          {...{ site, carriers }}
          pending={fitting.isPending}
          fault={faultText(fitting.error)}
          onFit={fitting.mutate}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function SinceThen({ kept, site }: { kept: KeptBaseline; site: SiteEnergy }) {
  const { t } = useTranslation();
  const savings = useQuery(savingsQuery(site.cell, kept.id));
  // There is no time yet between the end of the baseline and now.
  if (savings.error instanceof ServerFailure && savings.error.code === 'validation')
    return (
      <Card title={t('energy.cusum')}>
        <p className="minor">{t('energy.nothingSince')}</p>
      </Card>
    );
  return (
    <Asked answer={savings} title={t('energy.cusum')}>
      {(answer) => <CusumPanel answer={answer} site={site} />}
    </Asked>
  );
}

function BaselineCard({ kept, site: { timezone, names }, choice }: { kept: KeptBaseline; site: SiteEnergy; choice: React.ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { baseline, name, carrier } = kept;
  const isFit = baseline.verdict === 'fit-for-use';
  return (
    <Card title={t('energy.baselineOf', { name })} aside={choice}>
      <p className="sentence">
        <b className={isFit ? undefined : 'late'}>{t(`energy.verdicts.${baseline.verdict}`)}</b>
        <span className="minor">
          {t('energy.baselineFacts', {
            carrier: carrier === null ? t('energy.allCarriers') : names.carrier(carrier),
            from: format.dayAndClock(baseline.fromUs, timezone),
            to: format.dayAndClock(baseline.toUs, timezone),
            n: baseline.periods,
            left: baseline.leftOut.length,
          })}
        </span>
      </p>
      <div className="formula" role="group" aria-label={t('energy.equation')}>
        <span>{equationOf(baseline, format, t)}</span>
      </div>
      <p className="sentence">
        <span>R² {format.figure(baseline.r2)}</span>
        <span>CV(RMSE) {format.percent(baseline.cvRmse)}</span>
        <span>{t('energy.residualSd', { kwh: format.kwh(baseline.residualSdKwh) })}</span>
      </p>
      {baseline.unused.map((id) => (
        <p key={id} className="minor">
          {t('energy.unused', { term: unusedName(id, t) })}
        </p>
      ))}
      <DataTable
        words
        caption={t('energy.criteriaCaption')}
        head={[t('energy.criterion'), t('energy.value'), t('energy.limit'), t('energy.verdict'), t('energy.by')]}
        rows={baseline.criteria.map((criterion) => {
          const of = baseline.terms.find(({ id }) => id === criterion.term);
          const what = t(`energy.criteria.${criterion.id}`);
          return [
            of ? t('charts.pair', { name: driverName(of, baseline, format, t), value: what }) : what,
            criterionText(criterion, criterion.value, format),
            criterionText(criterion, criterion.limit, format),
            <span className={criterion.met ? undefined : 'late'}>{t(criterion.met ? 'energy.met' : 'energy.notMet')}</span>,
            t(`energy.sources.${criterion.source}`),
          ];
        })}
      />
    </Card>
  );
}
