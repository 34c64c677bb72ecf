// made.js - keys for tests, made when the test runs: none stands in the repository.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits that look random and are the same every time. @param {number} count @param {number} [seed] */
export function random_text(count, seed = 1) {
  let out = "";
  for (let state = seed; out.length < count;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out += ALPHABET[(state >>> 16) % ALPHABET.length];
  }
  return out;
}

/** The part of made_key() that must never be seen again. @param {number} [seed] */
export const secret_of = (seed) => `${random_text(93, seed)}AA`;

/** A key of Anthropic's form. @param {number} [seed] */
export const made_key = (seed) => ["sk", "ant", "api03", secret_of(seed)].join("-");

/** Whether a text holds eight characters in a row of a secret, but for its end. @param {string} text @param {string} secret */
export function tells(text, secret) {
  const hidden = secret.slice(0, -4);
  for (let i = 0; i + 8 <= hidden.length; i++) {
    if (text.includes(hidden.slice(i, i + 8))) return true;
  }
  return false;
}
