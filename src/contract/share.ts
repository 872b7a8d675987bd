import { z } from 'zod';

const PERCENT = /^\s*(\d+(?:[.,]\d+)?)\s*%\s*$/;

/** A share above zero and at most one, as a number (0.02) or with its sign ("2 %"). */
export const Share = z
  .union([z.number().gt(0).max(1), z.string().regex(PERCENT)], { error: () => 'expected a share such as "2 %"' })
  .transform((value, context) => {
    const share = typeof value === 'number' ? value : Number(PERCENT.exec(value)![1]!.replace(',', '.')) / 100;
    if (share > 0 && share <= 1) return share;
    context.addIssue({ code: 'custom', message: 'must be more than 0 % and at most 100 %' });
    return z.NEVER;
  });
