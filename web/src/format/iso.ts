/** An instant in UTC as files hold it, to the millisecond. */
export const utcOf = (us: number): string => new Date(us / 1000).toISOString();

/** An instant in UTC to the second, as addresses hold it. */
export const isoOf = (us: number): string => `${new Date(us / 1000).toISOString().slice(0, 19)}Z`;
