#!/usr/bin/env node
// Plain JavaScript that an old Node can read too, so that it says what is missing instead of printing a stack trace.
if (parseInt(process.versions.node, 10) >= 24) {
  import('../src/cli/main.ts')
} else {
  const isJapanese = /^ja(?:[-_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  process.stderr.write(isJapanese
    ? `mimamori: Node.js 24 以降が必要です（今の Node.js は ${process.versions.node}）。Node.js 24 を入れるか、ソースのディレクトリーで「npm run -s mimamori -- コマンド」を実行してください（Node.js 24 は自動で用意されます）。\n`
    : `mimamori: needs Node.js 24 or later, and this is ${process.versions.node}. Install Node.js 24, or run it as “npm run -s mimamori -- COMMAND” in the checkout, which brings its own.\n`)
  process.exitCode = 2
}
