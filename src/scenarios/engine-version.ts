/** Changes with whatever changes the numbers of an answer: an older answer is then not taken for the same question. */
export const ENGINE_VERSION = '8';
