import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarriedOut, KeptBaseline } from '../../../../src/contract/energy-baseline.js';
import type { Decision } from '../../../../src/contract/decision.js';
import { standingDecisionsQuery } from '../../data/decision-queries.js';
import { proofQuery, type CarriedOutQuery } from '../../data/energy-queries.js';
import { isoOf } from '../../format/iso.js';
import { localInstant, localText } from '../../format/time.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { SimTag } from '../../parts/tag.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import { useFormat } from '../../parts/use-format.js';
import { boundsOf } from './baseline-view.js';
import type { SiteEnergy } from './site-energy.js';

const MINUTE = '\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d';

interface Props {
  site: SiteEnergy;
  baseline: KeptBaseline;
  /** that is looked at, as the address says it */
  asked: Partial<CarriedOutQuery>;
  onAsk: (asked: CarriedOutQuery) => void;
}

/** What a decision promised to save, beside what was measured since it was carried out. */
export function ProofPanel({ site, baseline, asked, onAsk }: Props) {
  const { t } = useTranslation();
  const decisions = useQuery(standingDecisionsQuery).data;
  const there = decisions !== undefined;
  useEffect(() => {
    if (there && location.hash === '#proof') document.getElementById('proof')?.scrollIntoView();
  }, [there]);
  if (!there) return null;
  const ofSite = [...decisions.values()].filter(({ of, line, variant }) => of === 'cell' && line === site.cell && variant !== 'baseline');
  const { run, variant, carriedOut } = asked;
  return (
    <Card id="proof" title={t('savings.proof')}>
      {ofSite.length === 0 && run === undefined ? (
        <p className="minor">{t('savings.none')}</p>
      ) : (
        <ProofForm key={`${run} ${variant} ${carriedOut}`} {...{ site, asked, onAsk }} decisions={ofSite} />
      )}
      {run !== undefined && variant !== undefined && carriedOut !== undefined && <Proof site={site} baseline={baseline} asked={{ run, variant, carriedOut }} />}
    </Card>
  );
}

interface FormProps extends Pick<Props, 'site' | 'asked' | 'onAsk'> {
  decisions: readonly Decision[];
}

function ProofForm({ site: { timezone }, decisions, asked, onAsk }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = (text: string | undefined) => (text === undefined ? '' : localText(Date.parse(text) * 1000, timezone).replace('T', ' '));
  const day = (text: string) => format.dayAndClock(Date.parse(text) * 1000, timezone);
  const [run, setRun] = useState(asked.run ?? '');
  const [since, setSince] = useState(at(asked.carriedOut));
  const chosen = decisions.find((one) => one.run === run);
  const variant = run === asked.run ? (asked.variant ?? chosen?.variant) : chosen?.variant;
  const sinceUs = localInstant(since.trim().replace(' ', 'T'), timezone);
  const choose = (id: string) => {
    setRun(id);
    setSince(at(decisions.find((one) => one.run === id)?.decidedAt));
  };
  return (
    <form
      className="window-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (variant !== undefined && !Number.isNaN(sinceUs)) onAsk({ run, variant, carriedOut: isoOf(sinceUs) });
      }}
    >
      <NativeSelect
        required
        label={t('savings.decided')}
        value={run}
        onChange={({ currentTarget: { value } }) => choose(value)}
        data={[
          { value: '', label: t('savings.choose') },
          ...decisions.map((one) => ({ value: one.run, label: `${day(one.decidedAt)} · ${one.question} · ${one.variant}` })),
          ...(chosen === undefined && asked.run !== undefined ? [{ value: asked.run, label: asked.variant ?? asked.run }] : []),
        ]}
      />
      <TextInput required label={t('savings.carriedOut')} pattern={MINUTE} value={since} onChange={({ currentTarget: { value } }) => setSince(value)} />
      <Button type="submit" variant="default">
        {t('savings.measure')}
      </Button>
    </form>
  );
}

function Proof({ site, baseline, asked }: { site: SiteEnergy; baseline: KeptBaseline; asked: CarriedOutQuery }) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  const { data, error } = useQuery(proofQuery(site.cell, baseline.id, asked));
  if (error) return <p role="alert">{faultText(error)}</p>;
  if (data === undefined) return <p className="minor">{t('app.loading')}</p>;
  return data.carriedOut === null ? <p className="minor">{t('savings.notYet')}</p> : <Proven carriedOut={data.carriedOut} />;
}

function Proven({ carriedOut: { run, question, variant, proof } }: { carriedOut: CarriedOut }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { predictedKwhPerDay, measuredKwhPerDay, differenceKwhPerDay, withinKwhPerDay, verdict, notes } = proof;
  return (
    <>
      <p className="sentence">
        <Link to="/runs/$run" params={{ run }}>
          {question} · {variant}
        </Link>
        <b className={verdict === 'differ' ? 'late' : undefined}>{t(`savings.verdicts.${verdict}`)}</b>
        {notes.map((note) => (
          <span key={note}>{t(`energy.savingsNotes.${note}`)}</span>
        ))}
      </p>
      <DataTable
        caption={t('savings.proofCaption')}
        head={[t('savings.figure'), t('savings.value'), t('savings.interval')]}
        rows={[
          [
            <>
              {t('savings.promised')} <SimTag />
            </>,
            format.figure(predictedKwhPerDay.mean),
            boundsOf(predictedKwhPerDay, format),
          ],
          [t('savings.measured'), format.figure(measuredKwhPerDay.mean), boundsOf(measuredKwhPerDay, format)],
          [t('savings.difference'), format.figure(differenceKwhPerDay.mean), boundsOf(differenceKwhPerDay, format)],
        ]}
      />
      <p className="minor">{t('savings.within', { kwh: format.figure(withinKwhPerDay) })}</p>
    </>
  );
}
