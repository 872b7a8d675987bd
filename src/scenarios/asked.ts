import { ScenarioRequest, type ScenarioDocument } from '../contract/scenario.js';
import { explain } from '../contract/explain.js';
import type { Asked } from './runs.service.js';

const { jsonSchema } = ScenarioRequest['~standard'];

/** ScenarioRequest as a Standard Schema that keeps the document beside what it means, with faults as sentences. */
export const AskedSchema = {
  '~standard': {
    version: 1 as const,
    vendor: 'pharmatwin',
    jsonSchema,
    validate: (document: unknown): { value: Asked } | { issues: { message: string; path: PropertyKey[] }[] } => {
      const explained = explain(ScenarioRequest, document);
      if (!explained.ok) return { issues: explained.faults.map(({ path, message }) => ({ path, message })) };
      return { value: { document: document as ScenarioDocument, request: explained.value } };
    },
  },
};

/** A document that was accepted before, understood again. */
export const understandDocument = (document: ScenarioDocument): Asked => ({ document, request: ScenarioRequest.parse(document) });
