import { useEffect, useState } from "react";

/** How long a frame is waited for. */
const UNSEEN_MS = 200;

/**
 * A value that follows another one only once the frame with the other one is painted: for what stands beside a drawing and
 * must not keep it waiting. React's own deferring waits for no frame.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const follow = () => setShown(() => value);
    // The second call comes before the next frame, and so after this one. A window that is not seen has no frames.
    let next = 0;
    const first = requestAnimationFrame(() => {
      next = requestAnimationFrame(follow);
    });
    const unseen = window.setTimeout(follow, UNSEEN_MS);
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(next);
      window.clearTimeout(unseen);
    };
  }, [value]);
  return shown;
}
