// node core_tests_runner.js MODULE.wasm SOURCE_TREE [gtest flags] - runs the core's
// own tests, compiled to WASM. The module sees no files; what tests read comes
// through two imports (tests/core/source_tree.cpp).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WASI } from "node:wasi";

const [module_path, root, ...flags] = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args: ["core_tests", ...flags], returnOnExit: true });
let answer = Buffer.alloc(0);

/** @param {number} at @param {number} size */
const text = (at, size) => Buffer.from(memory.buffer, at, size).toString();

/**
 * Keeps bytes for `take` and gives their number; -1 where there are none.
 * @param {() => string | Uint8Array} make
 */
function offer(make) {
  try {
    answer = Buffer.from(make());
    return answer.length;
  } catch {
    return -1;
  }
}

/** @type {Record<string, (...numbers: number[]) => number | void>} */
const source = {
  read: (path, size) => offer(() => readFileSync(join(root, text(path, size)))),
  list: (folder, size) =>
    offer(() => {
      const entries = readdirSync(join(root, text(folder, size)), {
        recursive: true,
        withFileTypes: true,
      });
      const files = entries.filter((entry) => entry.isFile());
      return files
        .map((file) => join(file.parentPath ?? file.path, file.name).slice(root.length + 1))
        .join("\n");
    }),
  take: (to) => void answer.copy(Buffer.from(memory.buffer, to, answer.length)),
};

const module = new WebAssembly.Module(readFileSync(module_path));

// GoogleTest links a few system calls that it never needs here, but for the working folder, which newer
// versions ask for at the start.
const NOT_SUPPORTED = -52;
/** @param {number} at @param {number} size */
function working_folder(at, size) {
  if (size < 2) return -68; // ERANGE
  Buffer.from(memory.buffer, at, 2).write("/\0");
  return 2;
}
const env = Object.fromEntries(
  WebAssembly.Module.imports(module)
    .filter((wanted) => wanted.module === "env")
    .map(({ name }) => [name, name === "__syscall_getcwd" ? working_folder : () => NOT_SUPPORTED]),
);

const instance = new WebAssembly.Instance(module, {
  wasi_snapshot_preview1: wasi.wasiImport,
  env,
  source,
});
const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
process.exitCode = wasi.start(instance);
