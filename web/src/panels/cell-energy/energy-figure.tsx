import type { ReactNode } from 'react';

interface Props {
  name: string;
  value: string;
  children: ReactNode;
  /** it is told in the measure of the page */
  chosen?: boolean;
  late?: boolean;
}

/** A figure of a card of energy, in its list, with what is said of it below. */
export function EnergyFigure({ name, value, children, chosen = false, late = false }: Props) {
  return (
    <div className={chosen ? 'chosen' : undefined}>
      <dt>{name}</dt>
      <dd>
        <b className="figure">{value}</b>
        <span className={late ? 'late below' : 'minor below'}>{children}</span>
      </dd>
    </div>
  );
}
