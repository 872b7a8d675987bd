import { AnyRequest, explainRequest, requestSchema, type AnyDocument } from '../contract/run.js';

/** A request as it was written and as it was understood. */
export interface Asked {
  document: AnyDocument;
  request: AnyRequest;
}

const { jsonSchema } = AnyRequest['~standard'];

/** AnyRequest as a Standard Schema that keeps the document beside what it means, with faults as sentences. */
export const AskedSchema = {
  '~standard': {
    version: 1 as const,
    vendor: 'pharmatwin',
    jsonSchema,
    validate: (document: unknown): { value: Asked } | { issues: { message: string; path: PropertyKey[] }[] } => {
      const explained = explainRequest(requestSchema, document);
      if (!explained.ok) return { issues: explained.faults.map(({ path, message }) => ({ path, message })) };
      return { value: { document: document as AnyDocument, request: explained.value } };
    },
  },
};

/** A document that was accepted before, understood again. */
export const understandDocument = (document: AnyDocument): Asked => ({ document, request: requestSchema(document).parse(document) });
