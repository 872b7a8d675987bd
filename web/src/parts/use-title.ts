import { useEffect } from 'react';

/** The title of the window. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Pharmatwin`;
  }, [name]);
}
