import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Only src/backend talks to Tauri; components know neither the backend nor a feature. */
const tauriOnlyInBackend = {
  group: ["@tauri-apps/*"],
  message: "Only src/backend imports Tauri: use call() and on() from src/backend.",
};

export default tseslint.config(
  { ignores: ["dist", "dist-fake", "node_modules", "src/backend/generated"] },
  ...tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", { max: 400 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-restricted-imports": ["error", { patterns: [tauriOnlyInBackend] }],
    },
  },
  { files: ["src/backend/tauri.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/components/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            tauriOnlyInBackend,
            { group: ["**/features/**"], message: "Components are look only: they import no feature." },
            {
              regex: "backend(?!/generated)",
              message: "Components are look only: they make no backend calls.",
            },
          ],
        },
      ],
    },
  },
);
