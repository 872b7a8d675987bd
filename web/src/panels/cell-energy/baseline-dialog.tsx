import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewBaselineDocument } from '../../../../src/contract/energy-baseline.js';
import { serverNowUs } from '../../data/server-clock.js';
import { localText } from '../../format/time.js';
import { AskingDialog } from '../../parts/asking-dialog.js';
import type { SiteEnergy } from './site-energy.js';

const EACH = ['day', 'week', 'month'] as const;
const CALENDARS = ['weekend', 'weekday', 'none'] as const;
const ALL = '';
/** As addresses and commands write a day: what a browser's own field shows may be read with day and month the other way round. */
const DAY = '\\d{4}-\\d\\d-\\d\\d';
const DAY_US = 86_400e6;
/** A baseline proposes the four weeks that ended yesterday. */
const PROPOSED_DAYS = 28;

interface Props {
  site: SiteEnergy;
  carriers: readonly { value: string; label: string }[];
  pending: boolean;
  fault: string | null;
  onFit: (asked: NewBaselineDocument) => void;
  onClose: () => void;
}

/** Asks to which days of the history a baseline is to be fitted, and with what. */
export function BaselineDialog({ site: { carrier, timezone }, carriers, pending, fault, onFit, onClose }: Props) {
  const { t } = useTranslation();
  const dayBefore = (days: number) => localText(serverNowUs() - days * DAY_US, timezone).slice(0, 10);
  const [asked, setAsked] = useState({
    name: '',
    from: dayBefore(PROPOSED_DAYS),
    to: dayBefore(1),
    each: EACH[0] as (typeof EACH)[number],
    carrier,
    calendar: CALENDARS[0] as (typeof CALENDARS)[number],
    production: true,
  });
  const set = (next: Partial<typeof asked>) => setAsked({ ...asked, ...next });
  const send = () =>
    onFit({
      name: asked.name.trim(),
      carrier: asked.carrier === ALL ? null : asked.carrier,
      days: { from: asked.from, to: asked.to },
      each: asked.each,
      production: asked.production,
      ...(asked.each === 'day' ? { calendar: asked.calendar } : {}),
    });
  return (
    <AskingDialog
      title={t('savings.fit')}
      name={t('savings.fitOf')}
      action={t('savings.keep')}
      ready={asked.name.trim() !== '' && asked.from !== '' && asked.to !== ''}
      {...{ pending, fault, onClose }}
      onSend={send}
    >
      <label>
        {t('savings.name')}
        <input required autoFocus maxLength={200} value={asked.name} onChange={({ target }) => set({ name: target.value })} />
      </label>
      <label>
        {t('savings.firstDay')}
        <input required pattern={DAY} value={asked.from} onChange={({ target }) => set({ from: target.value })} />
      </label>
      <label>
        {t('savings.lastDay')}
        <input required pattern={DAY} value={asked.to} onChange={({ target }) => set({ to: target.value })} />
      </label>
      <label>
        {t('savings.each')}
        <select value={asked.each} onChange={({ target }) => set({ each: EACH.find((each) => each === target.value) ?? asked.each })}>
          {EACH.map((each) => (
            <option key={each} value={each}>
              {t(`savings.eachOf.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {asked.each === 'day' && (
        <label>
          {t('savings.calendar')}
          <select value={asked.calendar} onChange={({ target }) => set({ calendar: CALENDARS.find((one) => one === target.value) ?? asked.calendar })}>
            {CALENDARS.map((one) => (
              <option key={one} value={one}>
                {t(`savings.calendars.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('savings.carrier')}
        <select value={asked.carrier} onChange={({ target }) => set({ carrier: target.value })}>
          {carriers.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {carriers.length > 1 && <option value={ALL}>{t('energy.allCarriers')}</option>}
        </select>
      </label>
      <label className="check-label">
        <input type="checkbox" checked={asked.production} onChange={({ target }) => set({ production: target.checked })} /> {t('savings.production')}
      </label>
    </AskingDialog>
  );
}
