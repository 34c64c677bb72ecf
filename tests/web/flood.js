// flood.js - many lines through --ndjson, good and bad ones, checked as they come back.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** What no line may be, each with the id that can still be read. @type {((id: number) => [string, unknown])[]} */
const BAD = [
  () => ["not json", null],
  () => ["[1, 2]", null],
  (id) => [`{"id":${id}}`, id],
  (id) => [`{"id":${id},"text":7}`, id],
  () => [`{"id":1,"text":"cut off`, null],
  () => ["\u0000\u0001", null],
];

/** Line `id`, and the id that its answer must have; null for a bad line that shows none. @param {number} id */
function line_of(id) {
  if (id % 7 === 3) {
    const [line, answered] = BAD[((id / 7) % BAD.length) | 0](id);
    return { line, answered, bad: true };
  }
  const text = id % 100 === 0 ? "long ".repeat(2000) : `Unlimited GPT for free, offer ${id}.`;
  return { line: JSON.stringify({ id, text }), answered: id, bad: false };
}

/** The most memory that a process has had so far, in MB. @param {number} pid */
export const peak_memory = (pid) =>
  Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1]) / 1024;

/**
 * Sends `count` lines and checks that as many come back, in order.
 * @param {string} program @param {string[]} args @param {number} count
 * @returns {Promise<{first: number, all: number}>} the peaks of memory after a tenth and after all, in MB
 */
export async function flood(program, args, count) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const pid = /** @type {number} */ (child.pid);
  const send = async () => {
    for (let id = 0; id < count; id++) {
      if (!child.stdin.write(`${line_of(id).line}\n`)) await once(child.stdin, "drain");
    }
  };
  const sending = send();
  const peaks = { first: 0, all: 0 };
  let id = 0;
  for await (const answer of createInterface({ input: child.stdout })) {
    const { answered, bad } = line_of(id);
    const start = `{"id":${JSON.stringify(answered)},"${bad ? "error" : "report"}":`;
    assert.equal(answer.slice(0, start.length), start, `line ${id}`);
    assert.equal(answer.at(-1), "}");
    id += 1;
    if (id === Math.floor(count / 10)) peaks.first = peak_memory(pid);
    if (id === count) {
      peaks.all = peak_memory(pid);
      child.stdin.end();
    }
  }
  await sending;
  assert.equal(id, count);
  return peaks;
}

/**
 * Kills the program with no warning while it answers, and gives what it had written by then.
 * @param {string} program @param {string[]} args @param {number} count lines to wait for
 */
export async function killed(program, args, count) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => {}); // the pipe breaks, as it must
  let id = 0;
  const more = () => {
    for (let room = true; room && id < 1_000_000; id++) {
      room = child.stdin.write(`${line_of(id).line}\n`);
    }
  };
  child.stdin.on("drain", more);
  more();
  let written = "";
  let lines = 0;
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text) => {
    written += text;
    lines += text.split("\n").length - 1;
    if (lines >= count) child.kill("SIGKILL");
  });
  await once(child, "close");
  assert.equal(child.signalCode, "SIGKILL");
  return written;
}

/** Every line is whole and the answer to the line of its place. @param {string} written @param {number} least */
export function check_whole(written, least) {
  assert.equal(written.at(-1), "\n");
  const lines = written.slice(0, -1).split("\n");
  assert.ok(lines.length >= least);
  lines.forEach((line, id) => assert.equal(JSON.parse(line).id, line_of(id).answered));
}
