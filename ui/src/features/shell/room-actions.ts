import { useEffect, useRef, useSyncExternalStore } from "react";

/** What the window's commands ask of the room on screen, where it can. */
export type RoomAction = "export" | "find";

let available: ReadonlyMap<RoomAction, () => void> = new Map();
const listeners = new Set<() => void>();

function change(change: (map: Map<RoomAction, () => void>) => void): void {
  const next = new Map(available);
  change(next);
  available = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers an action of the room for as long as the room is on screen; null where it cannot be done now. */
export function useRoomAction(name: RoomAction, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const isOffered = run !== null;
  useEffect(() => {
    if (!isOffered) return;
    const act = () => latest.current?.();
    change((map) => map.set(name, act));
    return () => change((map) => map.get(name) === act && map.delete(name));
  }, [name, isOffered]);
}

/** The actions the room on screen offers. */
export function useRoomActions(): ReadonlyMap<RoomAction, () => void> {
  return useSyncExternalStore(subscribe, () => available);
}
