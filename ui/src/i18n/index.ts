import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../backend/generated/wire";
import { en } from "./en";
import { enSingular } from "./en-singular";
import { zh } from "./zh";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh };
  }
}

/** Prepares both languages; nothing is loaded later. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    resources: { zh: { translation: zh }, en: { translation: structuredClone(en) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  i18next.addResourceBundle("en", "translation", enSingular, true);
  markLanguage(language);
}

/** Changes the language of the window. */
export function setWords(language: Language): void {
  void i18next.changeLanguage(language);
  markLanguage(language);
}

function markLanguage(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = (language === "zh" ? zh : en).app;
}
