// vendor.js - what the registry knows of the parties of a report, each fact with its source and date.
import { el } from "./dom.js";
import { facts_of, traps_of } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("./terms.js").Explain} Explain */

const MOST = 4;

/** One part a vendor, filled when the core has answered. @param {Report} report @param {Explain} explain */
export function vendor_facts({ routes, endpoints, findings }, explain) {
  const ids = new Set([
    ...routes.map(({ provider }) => provider),
    ...endpoints.map(({ provider }) => provider),
    ...findings.map(({ service }) => service),
  ]);
  ids.delete("");
  return [...ids].slice(0, MOST).map((id) => facts_section(id, explain));
}

/** @param {string} id @param {Explain} explain */
function facts_section(id, explain) {
  const heading = el("h2", null, word("vendor", { name: id }));
  const body = el("div", { class: "explanation-body" });
  const part = el("details", { class: "vendor" }, el("summary", null, heading), body);
  explain(id).then(
    ({ name, answers = {}, traps = [] }) => {
      heading.textContent = word("vendor", { name });
      const facts = facts_of(answers) ?? el("p", { class: "quiet" }, word("nothing_known"));
      body.replaceChildren(facts, traps_of(traps) ?? "");
    },
    () => part.remove(),
  );
  return part;
}
