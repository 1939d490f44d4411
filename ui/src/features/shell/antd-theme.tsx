import ConfigProvider from "antd/es/config-provider";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import theme from "antd/es/theme";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { antd, color } from "../../styles/tokens.json";
import { useWindow } from "./state";

/** Component tokens with `{name}` replaced by that colour of the theme in use. */
function componentTokens(mode: "light" | "dark") {
  const colors: Record<string, string> = color[mode];
  const text = JSON.stringify(antd.components).replace(/\{(\w+)\}/g, (_, name: string) => colors[name] ?? "");
  return JSON.parse(text) as typeof antd.components;
}

/** Ant Design in our tokens. Rooms that use it wrap themselves, so that the shell starts without it. */
export function AntdTheme({ children }: { children: ReactNode }) {
  const isDark = useWindow((state) => state.isDark);
  const language = useWindow((state) => state.language);
  const config = useMemo(() => {
    const mode = isDark ? "dark" : "light";
    return {
      // The default algorithm in both: the dark one would mix our colours again.
      algorithm: theme.defaultAlgorithm,
      token: { ...antd.shared, ...antd[mode] },
      components: componentTokens(mode),
    };
  }, [isDark]);
  return (
    <ConfigProvider theme={config} locale={language === "zh" ? zhCN : enUS} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  );
}
