/** A unit as it is set in type: m3 as m³. */
export const unitText = (unit: string) => unit.replace(/m3\b/, 'm³').replace(/m2\b/, 'm²');
