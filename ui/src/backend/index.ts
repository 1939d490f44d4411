/** The only door to what stands behind the window. */
export { call, isErrorView, on, onReply, setHost, toErrorView } from "./host";
export type { Host, HostEvents } from "./host";
export { dropCaches, queryClient, refresh, replyQuery, useReply } from "./query";
export type * from "./generated/wire";
