// silence.mjs NODE_MODULES: README files of packages that are not about AI must stay silent. Prints how many get a
// route and how many a stop; exit 1 if more than one in a hundred has a route, or any has a stop.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "./routes.mjs";

function packagesIn(folder) {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return names.flatMap((name) =>
    name.startsWith("@")
      ? readdirSync(join(folder, name)).map((inner) => join(name, inner))
      : [name],
  );
}

function readmeOf(folder) {
  const name =
    existsSync(folder) && readdirSync(folder).find((file) => /^readme(\.|$)/i.test(file));
  return name ? readFileSync(join(folder, name), "utf8") : undefined;
}

const folder = process.argv[2];
if (!folder) {
  console.error("usage: silence.mjs NODE_MODULES");
  process.exit(2);
}
const rows = packagesIn(folder)
  .map((id) => ({ id, text: readmeOf(join(folder, id)), uri: "README.md" }))
  .filter(({ text }) => text !== undefined);
const reports = audit(rows);
const loud = [...reports].filter(
  ([, { route, verdict }]) => route !== "none" || verdict.level === "stop",
);
for (const [id, report] of loud) {
  console.log(
    `${id}: ${report.route}, ${report.verdict.level}: ${report.verdict.because.map((b) => b.message.id)}`,
  );
}
const routes = loud.filter(([, report]) => report.route !== "none").length;
const stops = loud.filter(([, report]) => report.verdict.level === "stop").length;
console.log(`${rows.length} README files: ${routes} with a route, ${stops} with a stop`);
process.exitCode = routes * 100 > rows.length || stops > 0 ? 1 : 0;
