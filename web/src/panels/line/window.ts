/** Lengths of the window of the state strips and of the power chart [h]. */
export const WINDOW_HOURS = [1, 8, 24] as const;
export type WindowHours = (typeof WINDOW_HOURS)[number];
