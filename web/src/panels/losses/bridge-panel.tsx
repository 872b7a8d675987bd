import { useTranslation } from 'react-i18next';
import type { LineOee, OeeStep } from '../../../../src/contract/line-oee.js';
import { BarRows, type BarRow } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { useFormat } from '../../parts/use-format.js';
import { stateFill } from '../../theme/state-fill.js';
import { bridgeRows } from './bridge-rows.js';
import type { LineNames } from './line-names.js';
import { lossName, lossOf, readLoss, type LossId } from './loss.js';
import { LEVEL_OF, type MainKpi } from './main-kpi.js';
import { bridgeScope } from './scope-text.js';

interface Props {
  oee: LineOee;
  main: MainKpi;
  names: LineNames;
  /** the loss that is looked at */
  chosen: LossId | undefined;
  onChoose: (loss: LossId | undefined) => void;
}

/** From total to useful time: what was lost between, in time and in percent of the time that the chosen indicator is of. A loss can be chosen. */
export function BridgePanel({ oee, main, names, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const level = LEVEL_OF[main];
  const whole = oee.bridge.find((step) => step.kind === 'level' && step.level === level)?.s ?? 0;
  const name = (step: OeeStep) => (step.kind === 'level' ? t(`losses.levels.${step.level}`) : lossName(t, step.kind === 'account' ? step.account : step.loss));
  const duration = (step: OeeStep) => {
    const sign = step.kind === 'level' ? '' : step.s < 0 ? '+' : '−';
    return `${sign}${format.duration(Math.abs(step.s))}`;
  };
  const share = (s: number) => format.percent(whole > 0 ? s / whole : null);
  const rows = bridgeRows(oee.bridge).map(({ step, fromS, toS }): BarRow => {
    const loss = lossOf(step);
    return {
      id: loss ?? name(step),
      name: name(step),
      from: fromS,
      to: toS,
      fill: step.kind === 'account' ? stateFill(ACCOUNT_SIGNS[step.account]) : step.kind === 'level' ? 'var(--twin-bar)' : 'var(--twin-line)',
      text: `${duration(step)} · ${share(step.s)}`,
      strong: loss === null,
      fixed: loss === null,
      pressed: loss !== null && loss === chosen,
    };
  });
  const press = (id: string) => {
    const loss = readLoss(id);
    onChoose(loss === chosen ? undefined : loss);
  };
  return (
    <ChartCard
      title={t('losses.bridge')}
      caption={t('losses.bridgeLabel')}
      table={() => ({
        head: [t('losses.step'), t('losses.duration'), t('losses.share')],
        rows: oee.bridge.map((step) => [name(step), duration(step), share(step.s)]),
      })}
      csv={{ name: `${oee.line}-bridge`, rows: () => [[t('losses.step'), t('losses.durationS')], ...oee.bridge.map((step) => [name(step), step.s])] }}
      foot={
        <p className="minor sentence">
          <span>{t('losses.bridgeOf', { level: t(`losses.levels.${level}`) })}</span>
          <span>{t('losses.bridgeHint')}</span>
        </p>
      }
    >
      <p className="minor">{bridgeScope(t, oee.measuredAt, names)}</p>
      <BarRows rows={rows} most={Math.max(...rows.map(({ to }) => to), 0)} label={t('losses.bridgeLabel')} onPress={press} />
    </ChartCard>
  );
}
