import type { ReactNode } from 'react';

/** A form whose question is asked when it is sent. */
export function AskForm({ onAsk, children }: { onAsk: () => void; children: ReactNode }) {
  return (
    <form
      className="what-if"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      {children}
    </form>
  );
}
