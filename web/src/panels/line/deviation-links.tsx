import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Deviation, LineView } from '../../../../src/contract/stream.js';
import { useFormat } from '../../parts/use-format.js';

/** Where a deviation leads: to its machine, and of one that is slow to what the line would make at its rate of the plant file. */
export function DeviationLinks({ view, deviation: { unit, kind } }: { view: LineView; deviation: Deviation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = view;
  const name = format.name(view.units[unit]!.name);
  return (
    <p className="minor">
      <Link to="/lines/$line/machines/$unit" params={{ line, unit }}>
        {t('line.toMachine', { unit: name })}
      </Link>
      {kind === 'slow' && (
        <Link to="/lines/$line/what-if" params={{ line }} search={{ mended: unit }}>
          {t('line.ifMended', { unit: name })}
        </Link>
      )}
    </p>
  );
}
