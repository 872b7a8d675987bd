import { useLayoutEffect, useRef, useState } from 'react';
import { usePrinting } from '../shell/printing.js';

/** The width of an element, followed as it changes, and measured anew for paper [px]. */
export function useWidth<E extends HTMLElement>(first = 800): [React.RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(first);
  const printing = usePrinting();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [printing]);
  return [ref, width];
}
