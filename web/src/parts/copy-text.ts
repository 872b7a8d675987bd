/** Whether a text came to the clipboard: a browser gives it to pages over https and on this machine alone. */
export const copyText = (text: string): Promise<boolean> =>
  Promise.resolve()
    .then(() => navigator.clipboard.writeText(text))
    .then(
      () => true,
      () => false,
    );
