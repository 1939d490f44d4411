import { QueryClient, keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Commands, ErrorView } from "./generated/wire";
import { call } from "./host";

/**
 * Replies are kept until something changes them: the engine owns the truth. `networkMode: always` because the
 * host is this machine, and the program works offline.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
  },
});

/** How a reply is asked for. */
export type ReplyOptions = {
  /** Ask only when true. */
  enabled?: boolean;
  /** While a new request runs, keep showing the reply to the last one. */
  keepPrevious?: boolean;
  /** A reply so large that comparing it with the last one, part by part, costs more than drawing it anew. */
  isLarge?: boolean;
};

/** The query of a command: its cache key is the command and its request. */
export function replyQuery<K extends keyof Commands>(name: K, request: Commands[K]["request"]) {
  return { queryKey: [name, request] as const, queryFn: () => call(name, request) };
}

/** The reply of a reading command, cached by command and request. */
export function useReply<K extends keyof Commands>(
  name: K,
  request: Commands[K]["request"],
  options: ReplyOptions = {},
): UseQueryResult<Commands[K]["reply"], ErrorView> {
  return useQuery<Commands[K]["reply"], ErrorView>({
    ...replyQuery(name, request),
    enabled: options.enabled ?? true,
    structuralSharing: !options.isLarge,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Drops everything cached; what is on screen is asked for again. */
export async function dropCaches(): Promise<void> {
  queryClient.removeQueries({ type: "inactive" });
  await askAgain({});
}

/** Asks again for the replies of some commands. */
export async function refresh(...names: (keyof Commands)[]): Promise<void> {
  await Promise.all(names.map((name) => askAgain({ queryKey: [name] })));
}

/** A first answer that is still on its way is of before: it is given up, or it would be taken for the new one. */
async function askAgain(filter: { queryKey?: string[] }): Promise<void> {
  await queryClient.cancelQueries(filter);
  await queryClient.invalidateQueries(filter);
}
