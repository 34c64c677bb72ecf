// The packages: the same sources give the same bytes, and nothing in them that doesn't belong there.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { build_extension } from "../../web/extension/build.js";

const built = fileURLToPath(new URL("../../build/extension", import.meta.url));

test("building twice, in another folder and time zone, gives the same bytes", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  const zone = process.env.TZ;
  process.env.TZ = "Asia/Kathmandu";
  await build_extension(folder);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  for (const name of ["chromium", "firefox"]) {
    const [first, second] = [built, folder].map((place) =>
      readFileSync(path.join(place, `stoprule-${name}.zip`)),
    );
    assert.ok(first.equals(second), name);
  }
  rmSync(folder, { recursive: true });
});

test("both packages hold the same files, but for the manifest", () => {
  const [chromium, firefox] = ["chromium", "firefox"].map((name) =>
    unzipSync(readFileSync(path.join(built, `stoprule-${name}.zip`))),
  );
  assert.deepEqual(Object.keys(chromium), Object.keys(firefox));
  for (const [file, bytes] of Object.entries(chromium)) {
    assert.equal(Buffer.compare(bytes, firefox[file]) === 0, file !== "manifest.json", file);
  }
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  for (const size of [16, 32, 48, 128]) {
    const icon = Buffer.from(chromium[`icons/${size}.png`]);
    assert.ok(icon.subarray(0, 4).equals(png));
    assert.equal(icon.readUInt32BE(16), size);
  }
});
