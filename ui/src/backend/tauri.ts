import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host";

/** The desktop shell: one Tauri command carries every call. */
export const tauriHost: Host = {
  call: (name, request) => invoke("call", { name, request }),
  on: (event, handler) => {
    const listening = listen(event, (message) => handler(message.payload as Parameters<typeof handler>[0]));
    return () => void listening.then((stop) => stop());
  },
};
