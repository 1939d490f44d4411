import { useEffect, useState } from "react";

/**
 * A value that follows another one only once the frame with the other one is painted: for what stands beside a drawing and
 * must not keep it waiting. React's own deferring waits for no frame.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    // The second call comes before the next frame, and so after this one.
    let next = 0;
    const first = requestAnimationFrame(() => {
      next = requestAnimationFrame(() => setShown(() => value));
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(next);
    };
  }, [value]);
  return shown;
}
