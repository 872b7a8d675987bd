import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStop } from '../../../../src/contract/line-oee.js';
import type { StopStatementsDocument } from '../../../../src/contract/stop-statement.js';
import { AskingDialog } from '../../parts/asking-dialog.js';
import { useFormat } from '../../parts/use-format.js';
import type { LineNames } from './line-names.js';
import { ReasonField } from './reason-field.js';
import { assigned, lengthS, split } from './stop-sayings.js';
import { useReasonGroups } from './use-reason-groups.js';

interface Props {
  line: string;
  what: 'assign' | 'split';
  /** one where it is to be split */
  stops: readonly LineStop[];
  codes: readonly number[];
  names: LineNames;
  nowUs: number;
  timezone: string;
  pending: boolean;
  fault: string | null;
  onSay: (statements: StopStatementsDocument['statements']) => void;
  onClose: () => void;
}

/** Asks for the reason of stops, or for the two reasons of a stop and where it is cut. */
export function StopDialog({ line, what, stops, codes, names, nowUs, timezone, pending, fault, onSay, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const cut = useId();
  const [stop] = stops as [LineStop];
  const whole = lengthS(stop, nowUs);
  const [first, setFirst] = useState<number | null>(what === 'split' ? stop.reason : null);
  const [second, setSecond] = useState<number | null>(null);
  const [minutes, setMinutes] = useState((whole / 120).toFixed(1));
  const [comment, setComment] = useState('');
  const afterS = Number(minutes.replace(',', '.')) * 60;
  const cuts = afterS > 0 && afterS < whole;
  const ready = first !== null && (what === 'assign' || (second !== null && cuts));
  const one = `${names.machine(stop.unit)}, ${format.moment(stop.fromUs, nowUs, timezone)}, ${format.duration(whole)}`;
  const send = () => {
    if (first === null) return;
    if (what === 'assign') onSay(assigned(stops, first, comment.trim()));
    else if (second !== null) onSay(split(stop, afterS, [first, second]));
  };
  const units = stops.map(({ unit }) => unit);
  const reasons = useReasonGroups(line, units, codes);
  const field = { reasons, names };
  return (
    <AskingDialog
      title={t(what === 'assign' ? 'losses.say.assign' : 'losses.say.split')}
      name={stops.length === 1 ? one : t('losses.say.chosen', { n: stops.length })}
      action={t('losses.say.keep')}
      {...{ ready, pending, fault, onClose }}
      onSend={send}
    >
      <ReasonField {...field} label={t(what === 'assign' ? 'losses.cause' : 'losses.say.first')} value={first} onChange={setFirst} autoFocus />
      {what === 'split' && (
        <>
          <label>
            {t('losses.say.after')}
            <input required inputMode="decimal" aria-describedby={cut} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
          </label>
          <p className="minor" id={cut}>
            {cuts
              ? t('losses.say.cutAt', { time: format.moment(stop.fromUs + afterS * 1e6, nowUs, timezone) })
              : t('losses.say.noCut', { whole: format.duration(whole) })}
          </p>
          <ReasonField {...field} label={t('losses.say.second')} value={second} onChange={setSecond} />
        </>
      )}
      {what === 'assign' && (
        <label>
          {t('losses.say.comment')}
          <input maxLength={500} value={comment} onChange={(event) => setComment(event.target.value)} />
        </label>
      )}
    </AskingDialog>
  );
}
