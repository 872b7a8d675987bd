/** A name that is to stand beside a mark [px]. */
export interface Labelled {
  x: number;
  y: number;
  width: number;
}

/** Where a name stands: the left end of its base line [px]. */
export interface LabelPlace {
  x: number;
  y: number;
}

/** A rectangle of a picture [px]. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 14;
const MARK = 6;
const GAP = 3;

const boxAt = (x: number, y: number, width: number): Box => ({ left: x, right: x + width, top: y - HEIGHT + 3, bottom: y + 3 });
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Names beside their marks so that none hides another name or mark: those that come first choose first. Null: there is no room for it. */
export function placeLabels(labels: readonly Labelled[], area: Box): (LabelPlace | null)[] {
  const taken = labels.map(({ x, y }): Box => ({ left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK }));
  return labels.map(({ x, y, width }) => {
    const sides: LabelPlace[] = [x + MARK + GAP, x - MARK - GAP - width].flatMap((left) => [
      { x: left, y: y - GAP },
      { x: left, y: y + HEIGHT },
    ]);
    const place = sides.find((side) => {
      const box = boxAt(side.x, side.y, width);
      const inside = box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
      return inside && !taken.some((other) => meet(other, box));
    });
    if (place) taken.push(boxAt(place.x, place.y, width));
    return place ?? null;
  });
}

const STEP = 8;

/** Where the name of a level line stands, above or below it, as near and as far left as can be, so that it hides none of the boxes; at the end of the line where all of it is taken. */
export function placeOnLine(y: number, width: number, area: Box, taken: readonly Box[]): LabelPlace {
  const last = area.right - width - GAP;
  const lefts = Array.from({ length: Math.max(1, Math.floor((last - area.left) / STEP)) }, (_, i) => area.left + GAP + i * STEP);
  const places = [0, 1, 2, 3].flatMap((away) =>
    lefts.flatMap((x) => [
      { x, y: y - 5 - away * HEIGHT },
      { x, y: y + HEIGHT + 1 + away * HEIGHT },
    ]),
  );
  const isFree = (place: LabelPlace) => {
    const box = boxAt(place.x, place.y, width);
    return box.top >= area.top && box.bottom <= area.bottom && !taken.some((other) => meet(other, box));
  };
  return places.find(isFree) ?? { x: last, y: y - 5 };
}

/** Boxes along a line through points, which a name is not to hide [px]. */
export const boxesAlong = (points: readonly { x: number; y: number }[]): Box[] =>
  points.slice(1).flatMap((to, i) => {
    const from = points[i]!;
    const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    return Array.from({ length: count + 1 }, (_, k) => {
      const [x, y] = [from.x + ((to.x - from.x) * k) / count, from.y + ((to.y - from.y) * k) / count];
      return { left: x - GAP, right: x + GAP, top: y - GAP, bottom: y + GAP };
    });
  });
