/** For columns of eight-byte integers, which PostgreSQL gives as text; ours are exact in a double. */
export const whole = { to: (value: number | null) => value, from: (text: string | null) => (text === null ? null : Number(text)) };
