// samples.js - texts to try. A key in one is made up by the core from its rule's form when it is wanted, so that
// none stands in these sources.
import { samples } from "#samples";

/** @typedef {import("./terms.js").Explain} Explain */

const OPEN = "{{key:";
const CLOSE = "}}";

export const SAMPLE_NAMES = Object.keys(samples);

/** @param {string} name @param {Explain} explain */
export async function sample_text(name, explain) {
  const [before, ...rest] = samples[name].split(OPEN);
  let text = before;
  for (const part of rest) {
    const end = part.indexOf(CLOSE);
    const { made_up = "" } = await explain(`key/${part.slice(0, end)}`);
    text += made_up + part.slice(end + CLOSE.length);
  }
  return text;
}
