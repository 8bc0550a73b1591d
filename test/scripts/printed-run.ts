/** What the runner prints of a run, as far as the script reads it (ansible/runner/src/text/run-text.en.ts). */
export const run = '20260314-093000-0a1b2c'
export const plan = `Plan of run ${run}\n`
export const begun = `${plan}Run ${run} continues on the server by itself.\n`
