/** A content this near to empty or full is empty or full [items]: below what one microsecond of flow can carry. */
export const TOUCH_ITEMS = 1e-9;
/** Flows that differ by less than this share of themselves are equal: they differ by rounding. */
export const EQUAL_FLOW = 1e-12;
