import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SEARCH_KINDS } from '../../../../src/contract/search-kind.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { SITE_KPIS, siteKpi } from '../site-answer/site-kpis.js';
import { goalsOf, MOST_CONSTRAINTS, MOST_GOALS, type DraftConstraint, type DraftGoal, type SearchDraft } from './search-draft.js';

interface Props {
  draft: SearchDraft;
  errorOf: (pointer: string) => string | undefined;
  onChange: (change: Partial<SearchDraft>) => void;
}

/** What kind of search it is; of one for the best its goals, its constraints and how much it may spend. */
export function AimCard({ draft, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  const { kind, goals, constraints } = draft;
  const isSought = kind !== 'sweep' && kind !== 'tornado';
  const shown = goalsOf(draft);
  const putGoal = (at: number, next: Partial<DraftGoal>) => onChange({ goals: goals.map((goal, i) => (i === at ? { ...goal, ...next } : goal)) });
  const putConstraint = (at: number, next: Partial<DraftConstraint>) => onChange({ constraints: constraints.map((each, i) => (i === at ? { ...each, ...next } : each)) }); // prettier-ignore
  return (
    <Card title={t('searchAsk.steps.aim')}>
      <div className="experiment">
        <NativeSelect
          id={`/${kind}`}
          label={t('searchAsk.kind')}
          description={t(`searchAsk.kindHints.${kind}`)}
          value={kind}
          error={errorOf(`/${kind}`)}
          onChange={(event) => {
            const chosen = SEARCH_KINDS.find((each) => each === event.currentTarget.value);
            if (chosen) onChange({ kind: chosen });
          }}
          data={SEARCH_KINDS.map((each) => ({ value: each, label: t(`searchAsk.kinds.${each}`) }))}
        />
      </div>
      {kind === 'schedule' && (
        <Textarea
          id="/schedule/orders"
          className="structure"
          label={t('searchAsk.schedule')}
          description={t('searchAsk.scheduleHint')}
          autosize
          minRows={3}
          maxRows={16}
          spellCheck={false}
          value={draft.schedule}
          error={errorOf('/schedule/orders')}
          onChange={(event) => onChange({ schedule: event.currentTarget.value })}
        />
      )}
      {shown.map((goal, i) => {
        const pointer = kind === 'optimise' ? '/optimise/goal' : `/${kind}/goals/${i}`;
        return (
          <div key={i} className="limit" role="group" aria-label={t('searchAsk.goal', { n: i + 1 })}>
            <KpiChoice id={`${pointer}/kpi`} label={t('searchAsk.goal', { n: i + 1 })} value={goal.kpi} onChoose={(kpi) => putGoal(i, { kpi })} />
            <NativeSelect
              aria-label={t('searchAsk.better')}
              value={goal.better}
              onChange={({ currentTarget: { value } }) => putGoal(i, { better: value === 'more' || value === 'less' ? value : '' })}
              data={(['', 'more', 'less'] as const).map((better) => ({ value: better, label: t(`searchAsk.betters.${better || 'usual'}`) }))}
            />
            <TextInput
              id={`${pointer}/indifference`}
              label={t('searchAsk.indifference')}
              placeholder={t('siteAsk.notGiven')}
              value={goal.indifference}
              error={errorOf(`${pointer}/indifference`)}
              onChange={(event) => putGoal(i, { indifference: event.currentTarget.value })}
            />
            {kind !== 'optimise' && shown.length > (kind === 'pareto' ? 2 : 1) && (
              <Remove label={t('searchAsk.removeGoal', { n: i + 1 })} onRemove={() => onChange({ goals: goals.filter((_, k) => k !== i) })} />
            )}
          </div>
        );
      })}
      {isSought && kind !== 'optimise' && shown.length < MOST_GOALS && (
        <Button variant="default" onClick={() => onChange({ goals: [...goals, { kpi: 'peakKw', better: '', indifference: '' }] })}>
          {t('searchAsk.addGoal')}
        </Button>
      )}
      {isSought &&
        constraints.map((constraint, i) => {
          const pointer = `/${kind}/constraints/${i}`;
          return (
            <div key={i} className="limit" role="group" aria-label={t('searchAsk.constraint', { n: i + 1 })}>
              <KpiChoice
                id={`${pointer}/kpi`}
                label={t('searchAsk.constraint', { n: i + 1 })}
                value={constraint.kpi}
                onChoose={(kpi) => putConstraint(i, { kpi })}
              />
              <NativeSelect
                aria-label={t('search.limitSide')}
                value={constraint.side}
                onChange={({ currentTarget: { value } }) => putConstraint(i, { side: value === 'atLeast' ? 'atLeast' : 'atMost' })}
                data={(['atMost', 'atLeast'] as const).map((side) => ({ value: side, label: t(`search.sides.${side}`) }))}
              />
              <TextInput
                id={`${pointer}/${constraint.side}`}
                label={t('search.limitBound')}
                withAsterisk
                value={constraint.bound}
                error={errorOf(`${pointer}/${constraint.side}`) ?? errorOf(pointer)}
                onChange={(event) => putConstraint(i, { bound: event.currentTarget.value })}
              />
              <TextInput
                id={`${pointer}/tolerance`}
                label={t('searchAsk.tolerance')}
                placeholder={t('siteAsk.notGiven')}
                value={constraint.tolerance}
                error={errorOf(`${pointer}/tolerance`)}
                onChange={(event) => putConstraint(i, { tolerance: event.currentTarget.value })}
              />
              <Remove label={t('searchAsk.removeConstraint', { n: i + 1 })} onRemove={() => onChange({ constraints: constraints.filter((_, k) => k !== i) })} />
            </div>
          );
        })}
      {isSought && (
        <>
          {constraints.length < MOST_CONSTRAINTS && (
            <Button
              variant="default"
              onClick={() => onChange({ constraints: [...constraints, { kpi: 'leadTimeH', side: 'atMost', bound: '', tolerance: '' }] })}
            >
              {t('searchAsk.addConstraint')}
            </Button>
          )}
          <div className="experiment">
            {(['budget', 'first', 'confidence'] as const).map((field) => (
              <TextInput
                key={field}
                id={`/${kind}/${field}`}
                label={t(`searchAsk.parts.${field}`)}
                description={t(`searchAsk.partHints.${field}`)}
                placeholder={t('siteAsk.notGiven')}
                value={draft[field]}
                error={errorOf(`/${kind}/${field}`)}
                onChange={(event) => onChange({ [field]: event.currentTarget.value })}
              />
            ))}
          </div>
        </>
      )}
    </Card>
  );
}

function KpiChoice({ id, label, value, onChoose }: { id: string; label: string; value: string; onChoose: (kpi: (typeof SITE_KPIS)[number]) => void }) {
  const { language } = useFormat();
  const wordOf = (kpi: (typeof SITE_KPIS)[number]) => {
    const { name, unit } = siteKpi(kpi, language);
    return unit ? `${name}, ${unit}` : name;
  };
  return (
    <NativeSelect
      id={id}
      label={label}
      value={value}
      onChange={(event) => {
        const kpi = SITE_KPIS.find((each) => each === event.currentTarget.value);
        if (kpi) onChoose(kpi);
      }}
      data={SITE_KPIS.map((kpi) => ({ value: kpi, label: wordOf(kpi) }))}
    />
  );
}

const Remove = ({ label, onRemove }: { label: string; onRemove: () => void }) => (
  <Button variant="subtle" className="remove" aria-label={label} onClick={onRemove}>
    ✕
  </Button>
);
