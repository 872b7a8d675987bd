/** A name within an English sentence: the tablet press, but PLC. */
export const uncapitalised = (name: string) => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name);
