import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { ScenarioDocument } from '../../../../src/contract/scenario.js';
import type { LineView } from '../../../../src/contract/stream.js';
import { ServerFailure } from '../../data/failure.js';
import { askRun } from '../../data/queries.js';
import { failureTold } from '../../format/failure-told.js';
import { parseQuantity } from '../../format/parse.js';
import { told } from '../../format/told.js';
import { Card } from '../../parts/card.js';
import { LeftAsIs } from '../../parts/left-as-is.js';
import { ServiceDetail } from '../../parts/service-detail.js';
import { useFormat } from '../../parts/use-format.js';
import { useKeptDraft } from '../../parts/use-kept-draft.js';
import { useAsk } from '../run/use-ask.js';
import { durationShown } from '../site-question/change-text.js';
import { ChangesTable } from './changes-table.js';
import { isMissing, toRequest, type Draft, type DraftStart } from './draft.js';
import { madeQuestion } from './made-question.js';
import { measuredRates, parametersOf } from './parameters.js';
import { useFaultText } from './fault-text.js';
import { placeIssues } from './place-issues.js';

/** When the line starts empty it starts on this Monday; the server's own default. */
const EMPTY_START_US = Date.parse('2026-01-05T06:00:00Z') * 1000;

interface Props {
  definition: LineDefinition;
  /** of the definition */
  version: string;
  view: LineView | null;
  initial: Draft;
}

export function WhatIfForm({ definition, version, view, initial }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const faultText = useFaultText();
  const { draft, change, sent, restart } = useKeptDraft(initial, version);
  const [tried, setTried] = useState(false);
  const silent = view !== null && view.lineTimeUs === null;
  const start: DraftStart = silent && draft.start === 'live' ? 'empty' : draft.start;
  const measured = start === 'live' ? measuredRates(view) : {};
  const parameters = parametersOf(definition, measured);
  const question = draft.question ?? madeQuestion(draft, parameters, definition, t, format);
  const asked = toRequest({ ...draft, start, question }, definition, measured);
  const faults = asked.ok ? {} : asked.faults;
  const ask = useAsk(async (document: ScenarioDocument) => {
    const run = await askRun(document);
    sent();
    return run;
  });
  const refused = ask.error instanceof ServerFailure ? ask.error : null;
  const issues = (refused?.issues ?? []).map((issue) => ({ ...issue, ...told(issue, format.language) }));
  const placed = placeIssues(
    issues.map(({ pointer, says }) => ({ pointer, detail: says ?? t('whatIf.notAccepted') })),
    asked.ok ? asked.fields : {},
  );
  const set = (changed: Partial<Draft>) => {
    change(changed);
    if (ask.error) ask.reset();
  };
  const errorOf = (field: string) => {
    const fault = faults[field];
    return placed.at[field] ?? (fault && (tried || !isMissing(fault)) ? faultText(fault, field) : undefined);
  };
  const horizon = parseQuantity(draft.horizon, 'duration', 'h');
  const shiftLeftS = view?.shift && view.lineTimeUs !== null ? (view.shift.toUs - view.lineTimeUs) / 1e6 : null;

  return (
    <form
      className="what-if"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (asked.ok) ask.mutate(asked.document);
        else document.getElementById(asked.faults['question'] ? 'question' : '')?.focus();
      }}
    >
      <LeftAsIs restart={restart} />
      <Card title={t('whatIf.question')}>
        <Textarea
          id="question"
          aria-label={t('whatIf.question')}
          description={t('whatIf.questionHint')}
          placeholder={t('whatIf.questionPlaceholder')}
          required
          maxLength={500}
          autosize={false}
          rows={2}
          value={question}
          onFocus={(event) => draft.question === null && event.currentTarget.select()}
          onChange={(event) => set({ question: event.currentTarget.value })}
          error={errorOf('question')}
        />
      </Card>
      <Card title={t('whatIf.changes')}>
        <p className="minor">{t('whatIf.changesHint')}</p>
        <ChangesTable
          {...{ definition, parameters, errorOf }}
          draft={{ ...draft, start }}
          onChange={set}
          zone={definition.timezone}
          nowUs={view?.lineTimeUs ?? 0}
        />
      </Card>
      <Card title={t('whatIf.experiment')}>
        <div className="experiment">
          <NativeSelect
            label={t('whatIf.start')}
            value={start}
            onChange={(event) => set({ start: event.currentTarget.value as DraftStart })}
            description={
              start === 'live'
                ? t('whatIf.startLiveHint')
                : start === 'empty'
                  ? t('whatIf.startEmptyHint', { day: format.dayAndClock(EMPTY_START_US, definition.timezone) })
                  : start === 'past'
                    ? t('whatIf.startPastHint')
                    : undefined
            }
            error={errorOf('start') ?? (silent && draft.start === 'live' ? t('whatIf.liveMissing') : undefined)}
            data={[
              ...(draft.hash ? [{ value: 'snapshot', label: t('whatIf.startSnapshot') }] : []),
              ...(draft.at
                ? [{ value: 'past', label: t('whatIf.startPast', { time: format.dayAndClock(Date.parse(draft.at) * 1000, definition.timezone) }) }]
                : []),
              { value: 'live', label: t('whatIf.startLive'), disabled: silent },
              { value: 'empty', label: t('whatIf.startEmpty') },
            ]}
          />
          <div>
            <TextInput
              label={t('whatIf.horizon')}
              value={durationShown(draft.horizon, format.language)}
              inputMode="text"
              onChange={(event) => set({ horizon: event.currentTarget.value })}
              description={
                horizon.ok && !same(format.duration(horizon.value), durationShown(draft.horizon, format.language)) ? format.duration(horizon.value) : undefined
              }
              error={errorOf('horizon')}
            />
            <div className="presets">
              {start === 'live' && shiftLeftS !== null && shiftLeftS > 60 && (
                <Button variant="default" size="compact-sm" onClick={() => set({ horizon: `${Math.round(shiftLeftS / 60)} min` })}>
                  {t('whatIf.endOfShift')}
                </Button>
              )}
              {['8 h', '24 h', '7 d'].map((preset) => (
                <Button
                  key={preset}
                  variant="default"
                  size="compact-sm"
                  aria-pressed={horizon.ok && horizon.value === presetS(preset)}
                  onClick={() => set({ horizon: preset })}
                >
                  {format.duration(presetS(preset))}
                </Button>
              ))}
            </div>
          </div>
          <TextInput
            label={t('whatIf.replications')}
            description={t('whatIf.replicationsHint')}
            value={draft.replications}
            inputMode="numeric"
            onChange={(event) => set({ replications: event.currentTarget.value })}
            error={errorOf('replications')}
          />
          <TextInput
            label={t('whatIf.seed')}
            description={t('whatIf.seedHint')}
            value={draft.seed}
            inputMode="numeric"
            onChange={(event) => set({ seed: event.currentTarget.value })}
            error={errorOf('seed')}
          />
        </div>
      </Card>
      {refused && (
        <div className="problem" role="alert">
          <p>
            {refused.code === 'validation'
              ? t(placed.elsewhere.length > 0 ? 'whatIf.invalidElsewhere' : 'whatIf.invalid')
              : failureTold(refused, format.language, t).says}
          </p>
          {placed.elsewhere.map((issue) => (
            <p key={issue.pointer + issue.detail}>
              <code>{issue.pointer}</code> {issue.detail}
            </p>
          ))}
          <ServiceDetail detail={issues.flatMap(({ detail }) => detail ?? []).join('; ') || null} />
        </div>
      )}
      <div className="actions">
        <Button type="submit" size="md" loading={ask.isPending}>
          {t('whatIf.run')}
        </Button>
      </div>
    </form>
  );
}

/** Equal but for spaces. */
const same = (one: string, other: string) => one.replace(/\s/g, '') === other.replace(/\s/g, '');

function presetS(text: string): number {
  const parsed = parseQuantity(text, 'duration', 's');
  return parsed.ok ? parsed.value : 0;
}
