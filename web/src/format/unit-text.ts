/** A unit as it is set in type: m3 as m³, EUR as €. */
export const unitText = (unit: string) =>
  unit
    .replace(/m3\b/, 'm³')
    .replace(/m2\b/, 'm²')
    .replace(/CO2/, 'CO₂')
    .replace(/\bEUR\b/, '€');
