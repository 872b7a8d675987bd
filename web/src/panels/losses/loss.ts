import type { TFunction } from 'i18next';
import type { KpiAccount } from '../../../../src/contract/cell-kpi.js';
import type { OeeStep } from '../../../../src/contract/line-oee.js';
import type { StopAccount } from '../../../../src/contract/lost-time.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';

type Uncounted = Extract<OeeStep, { kind: 'loss' }>['loss'];
/** A loss of the bridge, as addresses hold it. */
export type LossId = KpiAccount | Uncounted;

/** What lies behind a loss: stops of machines, other stretches of time, or figures that no time of its own stands behind. */
export type Loss = { kind: 'stops'; account: StopAccount } | { kind: 'time'; account: KpiAccount } | { kind: 'figure'; loss: Uncounted };

const FIGURES: Record<Uncounted, true> = { speed: true, buffer: true, rejects: true };
const isFigure = (id: string): id is Uncounted => Object.hasOwn(FIGURES, id);
const isAccount = (id: string): id is KpiAccount => Object.hasOwn(ACCOUNT_SIGNS, id);

/** The loss that an address names; undefined: none. */
export const readLoss = (id: string | undefined): LossId | undefined => (id !== undefined && (isFigure(id) || isAccount(id)) ? id : undefined);

/** The loss of a step of the bridge; null: a level is none. */
export const lossOf = (step: OeeStep): LossId | null => (step.kind === 'level' ? null : step.kind === 'account' ? step.account : step.loss);

export function behind(id: LossId): Loss {
  if (isFigure(id)) return { kind: 'figure', loss: id };
  return id === 'down' || id === 'minor-stop' ? { kind: 'stops', account: id } : { kind: 'time', account: id };
}

export const lossName = (t: TFunction, id: LossId): string => (isFigure(id) ? t(`losses.lost.${id}`) : t(`accounts.${id}`));
