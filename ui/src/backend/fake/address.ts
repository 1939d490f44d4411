import type { ErrorView } from "../generated/wire";
import { FakeHost } from "./host";

const LOCKED: ErrorView = {
  code: "not_a_workspace",
  messageZh: "“2023年度减负账.jianfu”不是工作簿，或已损坏。",
  messageEn: "“2023年度减负账.jianfu” is no workspace, or is damaged.",
  hintZh: "检查文件，或打开另一个工作簿。",
  hintEn: "Check the file, or open another workspace.",
};

/**
 * The fake host as the address of the page asks: `?state=data` starts with data, `indicators=2` with few
 * indicators, `?state=broken` with a workspace that cannot be opened.
 */
export function fakeHostFromAddress(): FakeHost {
  const address = new URLSearchParams(location.search);
  const state = address.get("state");
  const host = new FakeHost({
    hasData: state === "data",
    ...(address.has("rows") ? { rowCount: Number(address.get("rows")) } : {}),
    ...(address.has("indicators") ? { indicatorCount: Number(address.get("indicators")) } : {}),
    ...(state === "broken" ? { startError: LOCKED } : {}),
  });
  // For trying out, in the browser's console: the drop overlay, a change from outside.
  Object.assign(window, { fakeHost: host });
  return host;
}
