// say.js - the words of the extension itself (_locales); the report's words come from the core and the page's
// words.js, in the same language.
import { language, speak } from "../page/words.js";

speak(chrome.i18n.getMessage("language"));

/** @param {string} name @param {...(string | number)} values */
export const say = (name, ...values) => chrome.i18n.getMessage(name, values.map(String));

export { language };
