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

interface Box {
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
export function placeLabels(labels: readonly Labelled[], area: { left: number; right: number; top: number; bottom: number }): (LabelPlace | null)[] {
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
