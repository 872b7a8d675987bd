import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { flowOf } from './flow-of.js';

/** The stations of a line as its text has them now, and where each hands over to. */
export function FlowPreview({ text }: { text: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stations = useMemo(() => flowOf(text), [text]);
  const names = new Map(stations.map(({ id, name }) => [id, format.name(name)]));
  return (
    <Card title={t('files.preview')}>
      {stations.length === 0 && <p>{t('files.previewNone')}</p>}
      <ol className="flow-preview">
        {stations.map(({ id, next }, i) => {
          const goesOn = next.length === 1 && next[0] === stations[i + 1]?.id;
          return (
            <li key={`${id} ${i}`}>
              <span className="flow-station">{names.get(id)}</span>
              <span className="minor">→ {next.length === 0 ? t('files.leaves') : goesOn ? '' : next.map((each) => names.get(each) ?? each).join(', ')}</span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
