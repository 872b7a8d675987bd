import { fieldsOfKind } from './change-fields.js';
import type { SiteDraft } from './site-draft.js';

const FIELDS = ['/question', '/hypothesis', '/start', '/start/at', '/start/warmUp', '/horizon', '/replications', '/precision', '/precision/within', '/seed', '/matters', '/kpis']; // prettier-ignore

/** Places of the document at which the form has a field. */
export function fieldPointers(variants: SiteDraft['variants']): string[] {
  const ofVariants = variants.flatMap(({ changes }, i) => [
    `/variants/${i}/name`,
    `/variants/${i}/changes`,
    ...changes.flatMap(({ kind }, k) => {
      const change = `/variants/${i}/changes/${k}`;
      return [change, ...fieldsOfKind(kind).map(({ name }) => `${change}/${name}`)];
    }),
  ]);
  return [...FIELDS, ...ofVariants];
}
