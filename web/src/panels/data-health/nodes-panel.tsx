import { useTranslation } from 'react-i18next';
import type { UnmappedNode } from '../../../../src/contract/commissioning.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { Copied } from './copied.js';
import { Listed } from './listed.js';

/** Edge nodes of Sparkplug B that no plant file names. Nothing where there are none. */
export function NodesPanel({ nodes }: { nodes: readonly UnmappedNode[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (nodes.length === 0) return null;
  return (
    <Card title={t('health.nodes', { n: nodes.length })}>
      <Listed
        caption={t('health.nodesCaption')}
        head={[t('health.node'), t('health.rate'), t('health.devices'), t('health.suggestion')]}
        items={nodes}
        keyOf={({ node }) => node}
        row={({ node, ratePerMin, devices, line, yaml }) => [
          <code>{node}</code>,
          t('health.perMin', { rate: format.figure(ratePerMin) }),
          devices.map(({ device, metrics, more }) => `${device ?? t('health.ofNode')} (${metrics.length}${more ? '+' : ''})`).join(', '),
          yaml === null || line === null ? (
            <span className="minor">{t('health.noSuggestion')}</span>
          ) : (
            <details>
              <summary>{t('health.nodeSuggestion', { cell: line })}</summary>
              <Copied text={yaml.trimEnd()} />
            </details>
          ),
        ]}
      />
    </Card>
  );
}
