// serve.js - serves the built page on this machine only, with the headers that a host should send.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../build/page");

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Beside the policy in the page itself: what only a header can say. */
export const HEADERS = {
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Compressed once for as long as it stays the same. @type {Map<string, {body: Buffer, packed: Buffer}>} */
const packed_files = new Map();

/** @param {string} name @param {Buffer} body */
function compressed(name, body) {
  const known = packed_files.get(name);
  if (known?.body.equals(body)) return known.packed;
  const packed = brotliCompressSync(body);
  packed_files.set(name, { body, packed });
  return packed;
}

/** @param {string} [folder] a built page */
export function page_server(folder = root) {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname === "/" ? "index.html" : path.basename(pathname);
    const type = TYPES[path.extname(name)];
    try {
      if (!type) throw new Error("not a file of the page");
      const body = await readFile(path.join(folder, name));
      const packed = request.headers["accept-encoding"]?.includes("br");
      response.writeHead(200, {
        ...HEADERS,
        "Content-Type": type,
        ...(packed ? { "Content-Encoding": "br", Vary: "Accept-Encoding" } : {}),
      });
      response.end(packed ? compressed(name, body) : body);
    } catch {
      response.writeHead(404, HEADERS).end();
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = page_server();
  server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    process.stdout.write(`The page is at http://127.0.0.1:${port}/ (Ctrl-C ends it)\n`);
  });
  server.on("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
