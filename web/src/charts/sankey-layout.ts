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
  /** where a finger or pointer finds it: over its bar, and no other's */
  reachY: number;
  reachHeight: number;
}

export interface PlacedLink extends FlowLink {
  /** middle of the ribbon at both ends, and its width [px] */
  fromY: number;
  toY: number;
  width: number;
}

/**
 * Places nodes in their columns, in the order in which they are given, and ribbons between them, each as wide as its value. The fullest column
 * takes all of the height. A node has at least `least` for itself, in whose middle its bar stands where that is lower, and `gap` to the next;
 * where a column has not the room for that, as much as there is. Links of no value, and nodes without a link, are left out.
 */
export function sankeyLayout(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  height: number,
  gap: number,
  least: number,
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
  const fits = columns.map((own) => fitOf(own.map(({ value }) => value), height - gap * (own.length - 1), least)); // prettier-ignore
  const scale = Math.min(...fits.map((fit) => fit.scale));
  const placed = new Map<string, PlacedNode>();
  for (const [i, own] of columns.entries()) {
    let y = 0;
    for (const node of own) {
      const bar = node.value * scale;
      const slot = Math.max(bar, fits[i]!.least);
      placed.set(node.id, { ...node, y: y + (slot - bar) / 2, height: bar, reachY: y - gap / 2, reachHeight: slot + gap });
      y += slot + gap;
    }
  }
  return { nodes: [...placed.values()], links: scale < Infinity ? placeLinks(shown, placed, scale) : [] };
}

/** The greatest scale at which values, each with at least `least` for itself, are not more than `room`; and that least, less where there is no room for it. */
function fitOf(values: readonly number[], room: number, least: number): { scale: number; least: number } {
  const held = Math.min(least, room / values.length);
  let scale = Infinity;
  for (let large = values; ;) {
    scale = (room - held * (values.length - large.length)) / large.reduce((total, value) => total + value, 0);
    const larger = large.filter((value) => value * scale >= held);
    if (larger.length === large.length || larger.length === 0) return { scale, least: held };
    large = larger;
  }
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
