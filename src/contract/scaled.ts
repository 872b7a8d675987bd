/**
 * number * scale + offset. Where the scale is one over a whole number it is divided by that number: 353 of 0.1 is 35.3, and not
 * 35.300000000000004, as 0.1 itself is no binary number.
 */
export function scaled(number: number, scale: number, offset: number): number {
  const parts = Math.round(1 / scale);
  return (1 / parts === scale ? number / parts : number * scale) + offset;
}
