import { useTranslation } from 'react-i18next';
import type { LineNames } from './line-names.js';

interface Props {
  label: string;
  value: number | null;
  onChange: (reason: number | null) => void;
  /** those of the plant file; where it names none any code can be given */
  codes: readonly number[];
  names: LineNames;
  autoFocus?: boolean;
}

/** Asks for a reason of a stop. */
export function ReasonField({ label, value, onChange, codes, names, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const change = (text: string) => onChange(text === '' ? null : Number(text));
  return (
    <label>
      {label}
      {codes.length > 0 ? (
        <select required autoFocus={autoFocus} value={value ?? ''} onChange={(event) => change(event.target.value)}>
          <option value="">{t('losses.say.choose')}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {names.reason(code)} ({code})
            </option>
          ))}
        </select>
      ) : (
        <input required autoFocus={autoFocus} type="number" min={1} step={1} value={value ?? ''} onChange={(event) => change(event.target.value)} />
      )}
    </label>
  );
}
