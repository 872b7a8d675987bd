import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineOee } from '../../../../src/contract/line-oee.js';
import { ANY_ITEM } from '../../../../src/contract/item-name.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { KpiFormula } from '../cell-kpis/kpi-formula.js';
import { FACTORS, MAIN, type MainKpi } from './main-kpi.js';
import type { LineNames } from './line-names.js';

interface Props {
  oee: LineOee;
  main: MainKpi;
  /** that is taken apart */
  kpi: string;
  names: LineNames;
  definition: LineDefinition | undefined;
  onMain: (main: MainKpi) => void;
  onKpi: (kpi: string) => void;
}

/** TRS, TRG, TRE and OEE, the factors of the one that is chosen, and any indicator taken apart. */
export function FiguresPanel({ oee, main, kpi: id, names, definition, onMain, onKpi }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const value = (of: string) => oee.kpis.find((each) => each.id === of)?.value ?? null;
  const kpi = oee.kpis.find((each) => each.id === id);
  const item = definition?.product.item ?? ANY_ITEM;
  const figure = (of: string, name: string, pressed: boolean, press: () => void) => (
    <button key={of} type="button" className="oee-figure" aria-pressed={pressed} onClick={press}>
      <span className="minor">{name}</span>
      <b className="figure">{format.percent(value(of))}</b>
    </button>
  );
  return (
    <Card
      title={t('losses.oee')}
      aside={
        <NativeSelect
          aria-label={t('kpi.other')}
          value={kpi?.id ?? ''}
          onChange={(event) => onKpi(event.currentTarget.value)}
          data={[...(kpi ? [] : [{ value: '', label: '–' }]), ...oee.kpis.map((each) => ({ value: each.id, label: format.name(each.name) }))]}
        />
      }
    >
      <p className="minor sentence">
        <span>{t('losses.at', { at: oee.measuredAt.map(names.machine).join(', ') })}</span>
        {oee.unknownShare !== null && <span>{t('losses.unknownTime', { share: format.percent(oee.unknownShare) })}</span>}
        <span>{t('losses.choose')}</span>
      </p>
      {!oee.kpis.some((each) => each.id === main) && <p className="minor">{t('losses.noCounts')}</p>}
      <div className="oee-figures">{MAIN.map((each) => figure(each, t(`losses.main.${each}`), each === main && id === main, () => onMain(each)))}</div>
      <div className="oee-figures">
        {FACTORS[main].map((each, i) => (
          <span key={each} className="oee-factor">
            <span className="oee-sign">{i === 0 ? '=' : '×'}</span>
            {figure(each, t(`losses.factors.${each}`), each === id, () => onKpi(each))}
          </span>
        ))}
      </div>
      {kpi && (
        <>
          <h3>
            {format.name(kpi.name)} <span className="minor">{t('kpi.source', { source: kpi.source === 'ours' ? t('kpi.ours') : kpi.source })}</span>
          </h3>
          <KpiFormula
            kpi={kpi}
            names={{ source: names.machine, product: () => (definition ? format.name(definition.product.name) : '–'), carrier: (carrier) => carrier }}
            itemOf={() => item}
            item={item}
          />
        </>
      )}
    </Card>
  );
}
