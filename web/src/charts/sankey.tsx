import { useMemo, useState } from 'react';
import { shorten } from './shorten.js';
import { sankeyLayout, type FlowLink, type FlowNode, type PlacedNode } from './sankey-layout.js';
import { useWidth } from './use-width.js';

interface Props {
  label: string;
  nodes: readonly FlowNode[];
  links: readonly FlowLink[];
  /** writes a value with its unit */
  write: (value: number) => string;
  hint: string;
}

const BAR = 12;
const GAP = 10;
const TOP = 8;
/** Narrower than this the drawing is scrolled sideways within its card [px]. */
const LEAST_WIDTH = 760;
/** Room for names right of the last column [px]. */
const NAMES = 150;
/** Height for each node of the fullest column [px]. */
const NODE_ROOM = 34;
/** A node has so much for itself, and its gap: a finger finds it (WCAG 2.5.8: 24 px). */
const LEAST = 14;
/** Across, it is found from its bar on [px]. */
const REACH = 44;

/** Where energy goes, from left to right: ribbons as wide as what flows in them. A node that is chosen tells its figures below. */
export function Sankey({ label, nodes, links, write, hint }: Props) {
  const [ref, outer] = useWidth<HTMLDivElement>(900);
  const [chosen, setChosen] = useState<string | null>(null);
  const last = Math.max(...nodes.map(({ column }) => column));
  const fullest = Math.max(...Array.from({ length: last + 1 }, (_, column) => nodes.filter((node) => node.column === column).length));
  const height = Math.max(260, fullest * NODE_ROOM);
  const layout = useMemo(() => sankeyLayout(nodes, links, height, GAP, LEAST), [nodes, links, height]);
  const width = Math.max(LEAST_WIDTH, outer);
  const step = (width - NAMES - BAR) / Math.max(1, last);
  const byId = new Map(layout.nodes.map((node) => [node.id, node]));
  const x = ({ column }: PlacedNode) => column * step;
  const said = ({ name, value }: PlacedNode) => `${name}: ${write(value)}`;
  const touches = ({ from, to }: FlowLink) => from === chosen || to === chosen;
  const at = chosen === null ? undefined : byId.get(chosen);
  return (
    <div ref={ref}>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
        <svg width={width} height={height + 2 * TOP} viewBox={`0 0 ${width} ${height + 2 * TOP}`} role="group" aria-label={label} className="sankey">
          <g transform={`translate(0 ${TOP})`}>
            {layout.links.map((link, i) => {
              const [from, to] = [byId.get(link.from)!, byId.get(link.to)!];
              const [left, right] = [x(from) + BAR, x(to)];
              const middle = (left + right) / 2;
              return (
                <path
                  key={i}
                  d={`M${left} ${link.fromY}C${middle} ${link.fromY} ${middle} ${link.toY} ${right} ${link.toY}`}
                  strokeWidth={Math.max(0.6, link.width)}
                  className={chosen !== null && touches(link) ? 'flow flow-chosen' : 'flow'}
                >
                  <title>{`${from.name} → ${to.name}: ${write(link.value)}`}</title>
                </path>
              );
            })}
            {layout.nodes.map((node) => (
              <g
                key={node.id}
                transform={`translate(${x(node)} ${node.y})`}
                role="button"
                tabIndex={0}
                aria-pressed={chosen === node.id}
                aria-label={said(node)}
                className="flow-node"
                onClick={() => setChosen(chosen === node.id ? null : node.id)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== ' ') return;
                  event.preventDefault();
                  setChosen(chosen === node.id ? null : node.id);
                }}
              >
                <rect className="flow-reach" width={REACH} y={node.reachY - node.y} height={node.reachHeight} />
                <rect width={BAR} height={Math.max(1, node.height)} fill={node.fill} stroke="var(--twin-outline)" />
                <text x={BAR + 5} y={node.height / 2} dy="0.35em" className="strip-name over-grid">
                  {shorten(node.name, (node.column === last ? NAMES : step) - 14)}
                </text>
              </g>
            ))}
          </g>
        </svg>
      </div>
      <p className="reading" aria-live="polite">
        {at === undefined ? (
          <span className="minor">{hint}</span>
        ) : (
          <>
            <b>{said(at)}</b>
            {layout.links
              .filter(({ from }) => from === chosen)
              .sort((a, b) => b.value - a.value)
              .slice(0, 6)
              .map(({ to, value }) => (
                <span key={to}>{`→ ${byId.get(to)!.name}: ${write(value)}`}</span>
              ))}
          </>
        )}
      </p>
    </div>
  );
}
