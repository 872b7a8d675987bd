export interface FlowNode {
  id: string;
  name: string;
  fill: string;
  column: number;
}

export interface FlowLink {
  from: string;
  to: string;
  value: number;
}

export interface PlacedNode extends FlowNode {
  /** the greater of what comes in and goes out */
  value: number;
  y: number;
  height: number;
}

export interface PlacedLink extends FlowLink {
  /** middle of the ribbon at both ends, and its width [px] */
  fromY: number;
  toY: number;
  width: number;
}

/**
 * Places nodes in their columns, in the order in which they are given, and ribbons between them, each as wide as its value. The fullest column
 * takes all of the height. Links of no value, and nodes without a link, are left out.
 */
export function sankeyLayout(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  height: number,
  gap: number,
): { nodes: PlacedNode[]; links: PlacedLink[] } {
  const shown = links.filter(({ value }) => value > 0);
  const sum = (of: (link: FlowLink) => boolean) => shown.reduce((total, link) => total + (of(link) ? link.value : 0), 0);
  const sized = nodes
    .map((node) => ({
      ...node,
      value: Math.max(
        sum(({ to }) => to === node.id),
        sum(({ from }) => from === node.id),
      ),
    })) // prettier-ignore
    .filter(({ value }) => value > 0);
  const columns = [...new Set(sized.map(({ column }) => column))].map((column) => sized.filter((node) => node.column === column));
  const room = (own: typeof sized) => height - gap * (own.length - 1);
  const scale = Math.min(...columns.map((own) => room(own) / own.reduce((total, { value }) => total + value, 0)));
  const placed = new Map<string, PlacedNode>();
  for (const own of columns) {
    let y = 0;
    for (const node of own) {
      placed.set(node.id, { ...node, y, height: node.value * scale });
      y += node.value * scale + gap;
    }
  }
  return { nodes: [...placed.values()], links: scale < Infinity ? placeLinks(shown, placed, scale) : [] };
}

/** At each node ribbons stand in the order of where they come from and go to. */
function placeLinks(links: readonly FlowLink[], placed: ReadonlyMap<string, PlacedNode>, scale: number): PlacedLink[] {
  const yOf = (id: string) => placed.get(id)!.y;
  const used = new Map<string, number>();
  const take = (key: string, top: number, width: number) => {
    const at = used.get(key) ?? top;
    used.set(key, at + width);
    return at + width / 2;
  };
  const leaving = [...links].sort((a, b) => yOf(a.to) - yOf(b.to));
  const fromY = new Map(leaving.map((link) => [link, take(`from ${link.from}`, yOf(link.from), link.value * scale)]));
  const arriving = [...links].sort((a, b) => yOf(a.from) - yOf(b.from));
  const toY = new Map(arriving.map((link) => [link, take(`to ${link.to}`, yOf(link.to), link.value * scale)]));
  return links.map((link) => ({ ...link, fromY: fromY.get(link)!, toY: toY.get(link)!, width: link.value * scale }));
}
