// node core_tests_runner.js MODULE.wasm SOURCE_TREE [gtest flags] - runs the core's
// own tests, compiled to WASM. The module sees no files; what tests read comes
// through two imports (tests/core/source_tree.cpp).
import { readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const [module_path, root, ...flags] = process.argv.slice(2);
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

// What GoogleTest and the C library ask of the system, answered here: node:wasi of Node.js 20 frees
// its state in the middle of a call once nothing but the module holds it, and aborts.
const args = ["core_tests", ...flags].map((arg) => Buffer.from(`${arg}\0`));
const view = () => new DataView(memory.buffer);
/** @param {number} at @param {number[]} numbers */
const write_numbers = (at, ...numbers) =>
  numbers.forEach((number, i) => view().setUint32(at + 4 * i, number, true));

/** The module has ended. */
class Exit extends Error {
  /** @param {number} code */
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const OK = 0;
const BAD_FILE = 8; // EBADF
/** @type {Record<string, (...numbers: any[]) => number>} */
const system = {
  args_sizes_get(count_at, bytes_at) {
    write_numbers(count_at, args.length);
    write_numbers(bytes_at, Buffer.concat(args).length);
    return OK;
  },
  args_get(pointers_at, bytes_at) {
    for (const [i, arg] of args.entries()) {
      write_numbers(pointers_at + 4 * i, bytes_at);
      arg.copy(Buffer.from(memory.buffer, bytes_at));
      bytes_at += arg.length;
    }
    return OK;
  },
  environ_sizes_get(count_at, bytes_at) {
    write_numbers(count_at, 0);
    write_numbers(bytes_at, 0);
    return OK;
  },
  environ_get: () => OK,
  clock_time_get(_clock, _precision, at) {
    view().setBigUint64(at, process.hrtime.bigint(), true);
    return OK;
  },
  /** Gathers the pieces at `pieces_at`, each an address and a length, into one write. */
  fd_write(file, pieces_at, count, written_at) {
    if (file !== 1 && file !== 2) return BAD_FILE;
    const pieces = Array.from({ length: count }, (_, i) => {
      const at = view().getUint32(pieces_at + 8 * i, true);
      return Buffer.from(memory.buffer, at, view().getUint32(pieces_at + 8 * i + 4, true));
    });
    const bytes = Buffer.concat(pieces);
    let from = 0;
    while (from < bytes.length) from += writeSync(file, bytes, from);
    write_numbers(written_at, bytes.length);
    return OK;
  },
  fd_read: () => BAD_FILE,
  fd_seek: () => BAD_FILE,
  fd_close: () => OK,
  fd_fdstat_get: (file) => (file <= 2 ? OK : BAD_FILE),
  proc_exit(code) {
    throw new Exit(code);
  },
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
  wasi_snapshot_preview1: system,
  env,
  source,
});
const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
try {
  /** @type {() => void} */ (instance.exports._start)();
} catch (error) {
  if (!(error instanceof Exit)) throw error;
  process.exitCode = error.code;
}
