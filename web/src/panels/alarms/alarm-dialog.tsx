import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmDoing } from '../../data/alarm-queries.js';
import { AskingDialog } from '../../parts/asking-dialog.js';

export type Asked = AlarmDoing['what'];

/** [h] */
const SHELF_HOURS = [1, 8, 24, 72, 168] as const;
/** Without a reason these are not done. */
const NEEDS_WHY: readonly Asked[] = ['shelve', 'take-out-of-service'];

interface Dialog {
  asked: Asked;
  title: string;
  /** of the alarm */
  name: string;
  pending: boolean;
  fault: string | null;
  onDo: (doing: AlarmDoing) => void;
  onClose: () => void;
}

/** Asks for the reason, and for how long where something is shelved. Escape closes it. */
export function AlarmDialog({ asked, title, name, pending, fault, onDo, onClose }: Dialog) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const [hours, setHours] = useState<number>(SHELF_HOURS[0]);
  const required = NEEDS_WHY.includes(asked);
  return (
    <AskingDialog {...{ title, name, pending, fault, onClose }} ready={!required || why.trim() !== ''} onSend={() => onDo(doingOf(asked, why.trim(), hours))}>
      {asked === 'shelve' && (
        <label>
          {t('alarms.shelveFor')}
          <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {SHELF_HOURS.map((each) => (
              <option key={each} value={each}>
                {each > 24 ? t('alarms.shelfDays', { n: each / 24 }) : t('alarms.shelfHours', { n: each })}
              </option>
            ))}
          </select>
        </label>
      )}
      {asked === 'take-out-of-service' && <p>{t('alarms.untilBack')}</p>}
      <label>
        {t(required ? 'alarms.why' : 'alarms.whyOptional')}
        <input autoFocus required={required} maxLength={500} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
    </AskingDialog>
  );
}

function doingOf(what: Asked, why: string, hours: number): AlarmDoing {
  if (what === 'shelve') return { what, asked: { why, for: `${hours} h` } };
  return what === 'take-out-of-service' ? { what, why } : { what, ...(why === '' ? {} : { why }) };
}
