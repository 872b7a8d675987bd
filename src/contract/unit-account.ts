import type { MeasuredAccount, SourceView } from './cell-view.js';

/** What a unit is at, whatever it says of itself: while the machine that sets its pace stands, what that one is at. */
export const accountOfUnit = ({ account, stands }: Pick<SourceView, 'account' | 'stands'>): MeasuredAccount => (stands?.holds ? stands.account : account);

/** Units that make something. */
export const producing = (units: readonly SourceView[]): number => units.filter((unit) => accountOfUnit(unit) === 'execute').length;
