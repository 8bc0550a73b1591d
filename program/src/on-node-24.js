/*
 * The beginning of every program's bin/: plain JavaScript that an old Node.js can read too, so that it says what is missing
 * instead of printing a stack trace. It imports nothing and is imported by its path: it runs before anything is known to be installed.
 */

/**
 * Starts the program, or says in the language of the terminal (language.ts has the same rule) which Node.js it needs and what to do.
 *
 * @param {string} name
 * @param {{ en: string, ja: string }} advice what to do, as a sentence
 * @param {() => Promise<unknown>} start
 */
export function onNode24 (name, advice, start) {
  if (parseInt(process.versions.node, 10) >= 24) return start()
  const isJapanese = /^ja(?:[-_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  process.stderr.write(isJapanese
    ? `${name}: Node.js 24 以降が必要です（今の Node.js は ${process.versions.node}）。${advice.ja}\n`
    : `${name}: needs Node.js 24 or later, and this is ${process.versions.node}. ${advice.en}\n`)
  process.exitCode = 2
}
