import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { explain, pointerOf } from '../contract/explain.js';
import { ProblemError } from './problem.js';

type Issues = readonly { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] }[];

/** Validates whatever has a schema (`@Body({ schema })`) and answers 422 with every issue, in sentences. */
export const validationPipe = (): StandardSchemaValidationPipe => new SentencePipe({ exceptionFactory: toProblem });

class SentencePipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const schema: unknown = metadata.schema;
    if (!(schema instanceof z.ZodType) || !this.toValidate(metadata)) return super.transform(value, metadata);
    this.stripProtoKeys(value);
    const explained = explain(schema, value);
    if (explained.ok) return explained.value as T;
    throw toProblem(explained.faults);
  }
}

function toProblem(found: Issues): ProblemError {
  const issues = found.map(({ path = [], message }) => ({
    pointer: pointerOf(path.map((step) => (typeof step === 'object' ? step.key : step))),
    detail: message,
  }));
  return new ProblemError('validation', issues.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail)).join('; '), issues);
}
