import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineNames } from './line-names.js';
import type { ReasonGroups } from './reason-groups.js';

interface Props {
  label: string;
  value: number | null;
  onChange: (reason: number | null) => void;
  /** those of the plant file; where it names none any code can be given */
  reasons: ReasonGroups;
  names: LineNames;
  autoFocus?: boolean;
}

/** Asks for a reason of a stop. */
export function ReasonField({ label, value, onChange, reasons, names, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const note = useId();
  const { seen, others } = reasons;
  const change = (text: string) => onChange(text === '' ? null : Number(text));
  const options = (codes: readonly number[]) =>
    codes.map((code) => (
      <option key={code} value={code}>
        {names.reason(code)} ({code})
      </option>
    ));
  const field = { required: true, autoFocus, value: value ?? '', 'aria-describedby': value === null ? note : undefined };
  return (
    <>
      <label>
        {label}
        {seen.length + others.length === 0 ? (
          <input {...field} type="number" min={1} step={1} onChange={(event) => change(event.target.value)} />
        ) : (
          <select {...field} onChange={(event) => change(event.target.value)}>
            <option value="">{t('losses.say.choose')}</option>
            {seen.length > 0 ? (
              <>
                <optgroup label={t('losses.say.seen')}>{options(seen)}</optgroup>
                <optgroup label={t('losses.say.others')}>{options(others)}</optgroup>
              </>
            ) : (
              options(others)
            )}
          </select>
        )}
      </label>
      {value === null && (
        <p className="minor" id={note}>
          {t('losses.say.missing')}
        </p>
      )}
    </>
  );
}
