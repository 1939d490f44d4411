import { describe, expect, it } from "vitest";
import { safeSvg } from "./svg";

const wrap = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" onload="x()">${inner}</svg>`;

describe("the drawing taken into the window", () => {
  it("keeps shapes, patterns and texts", () => {
    const svg = safeSvg(wrap('<defs><pattern id="p"/></defs><rect fill="url(#p)"/><text>25.7%</text>'));
    expect(svg?.querySelectorAll("rect, pattern, text")).toHaveLength(3);
  });

  it("takes out whatever could act", () => {
    const svg = safeSvg(
      wrap(
        '<script>x()</script><foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>' +
          '<rect onclick="x()"/><image href="https://example.org/x.png"/><use href="#p"/>',
      ),
    );
    expect(svg?.getAttribute("onload")).toBeNull();
    expect(svg?.querySelector("script, foreignObject")).toBeNull();
    expect(svg?.querySelector("rect")?.getAttribute("onclick")).toBeNull();
    expect(svg?.querySelector("image")?.getAttribute("href")).toBeNull();
    expect(svg?.querySelector("use")?.getAttribute("href")).toBe("#p");
  });

  it("takes out what a declaration would add to every shape", () => {
    const declared = '<!DOCTYPE svg [<!ATTLIST rect onload CDATA "x()">]>';
    const svg = safeSvg(`${declared}<svg xmlns="http://www.w3.org/2000/svg"><rect width="1"/></svg>`);
    expect(svg?.querySelector("rect")?.hasAttribute("onload") ?? false).toBe(false);
  });

  it("refuses what is no SVG", () => {
    expect(safeSvg("<p>no</p>")).toBeNull();
    expect(safeSvg("<svg><broken")).toBeNull();
  });
});
