/**
 * The server's end of publish-content.sh. Runs as the system user that the collector runs as; publish-content.sh starts it over SSH.
 *
 * `prepare FOLDER NAME …` reads the listing of a folder from standard input and asks the collector whether it would publish that, and which
 * files it lacks. Prints `plan PATH`, and `send INDEX FROM` for each file to send, with the first byte and in this order.
 * `receive PLAN` hands those bytes from standard input to the collector as they come, and says with --progress how far it is.
 * `publish PLAN NAME …` publishes the files by `mimamori content publish`, and removes the plan in any case.
 * `discard PLAN` removes it.
 *
 * What the collector, a name or an option refuses is said on standard error, and `refused` printed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { escapeControls } from '@mimamori/contract/escape-controls'
import { formatBytes } from '@mimamori/contract/quantity'
import { isLanguage, terminalLanguage } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { collectorClient } from '../collector/cli/src/collector-client.ts'
import { commandAsCalled } from '../collector/cli/src/command-as-called.ts'
import { checkBounds } from '../collector/cli/src/content/ask-first.ts'
import { givenTargets } from '../collector/cli/src/content/given-targets.ts'
import { findMissing } from '../collector/cli/src/content/upload-files.ts'
import { CommandError, Refusal, UsageError } from '../collector/cli/src/errors.ts'
import { readCommand } from '../collector/cli/src/read-command.ts'
import { withServiceSettings } from '../collector/cli/src/service-settings.ts'
import { readCliSettings } from '../collector/cli/src/settings.ts'
import { cliText } from '../collector/cli/src/text/cli-text.ts'
import { readListing } from './content-inbox/listing.ts'
import { readPlan, removeOldPlans, removePlan, requirePlan, writePlan } from './content-inbox/plan.ts'
import { CutError, receiveFiles } from './content-inbox/receive.ts'

const [verb, ...given] = process.argv.slice(2)
const { wanted, words } = takeLanguageOption(given)
const language = isLanguage(wanted) ? wanted : terminalLanguage(process.env)
const text = cliText(language, commandAsCalled(process.env))
const client = () => ({ ...collectorClient(readCliSettings(withServiceSettings(process.env), text), text, language), text })

const print = (line: string): void => { process.stdout.write(`${line}\n`) }
const complain = (message: string): void => { process.stderr.write(`mimamori: ${escapeControls(message)}\n`) }

// A closed connection ends the command that it has started, and Ctrl-C reaches the child as well: this only has to store received bytes,
// and to clean up.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const prepare = async ([folder = '', ...publishing]: readonly string[]): Promise<void> => {
  removeOldPlans(Date.now())
  const listed = readListing(await readText(process.stdin), folder, text)
  const files = listed.map(({ path, size, sha256 }) => ({ path, size, sha256 }))
  const { typed: { isOn, many: values, positionals: [name = ''] } } = readCommand(['content', 'publish', ...publishing, folder], text)
  const asking = { ...client(), isOn, values }
  const targets = await givenTargets(asking)
  await checkBounds(asking, name, { files, ...targets && { targets } })
  const { missing, bytes: sentBytes } = await findMissing(files, asking)
  const byHash = new Map(listed.toReversed().map((file) => [file.sha256, file]))
  const sending = missing
    .map(({ sha256, storedBytes: from }) => ({ ...byHash.get(sha256)!, from }))
    // Files that a cut has left half come first, one by one; all of the others come in one stream.
    .sort((one, other) => Number(one.from === 0) - Number(other.from === 0) || one.index - other.index)
  const path = writePlan({
    files,
    sending: sending.map(({ path, size, sha256, from }) => ({ path, location: path, size, sha256, from })),
    sentBytes
  })
  print(`plan ${path}`)
  for (const { index, from } of sending) print(`send ${index} ${from}`)
}

/** Often enough to see that it goes on. */
const progressEveryMs = 500
/** Erases the line and begins it again (ECMA-48, section 8.3.41, EL). */
const redraw = '\r\x1b[2K'

const receive = async ([path, progress]: readonly string[]): Promise<void> => {
  let shownMs = 0
  const isShown = progress === '--progress'
  await receiveFiles(readPlan(requirePlan(path)), process.stdin, client(), (done, all) => {
    const nowMs = performance.now()
    if (!isShown || nowMs - shownMs < progressEveryMs) return
    shownMs = nowMs
    process.stderr.write(`${redraw}${text.uploadingFiles(formatBytes(done), formatBytes(all))}`)
  }).finally(() => { if (isShown) process.stderr.write(redraw) })
}

const publish = async ([path, name = '', ...options]: readonly string[]): Promise<void> => {
  const plan = requirePlan(path)
  const mimamori = join(import.meta.dirname, '../collector/bin/mimamori.js')
  const argv = [mimamori, 'content', 'publish', name, plan, '--uploaded', ...options]
  try {
    process.exitCode = await new Promise((resolve, reject) => {
      spawn(process.execPath, argv, { stdio: 'inherit' }).once('error', reject).once('exit', (code) => { resolve(code ?? 1) })
    })
  } finally {
    removePlan(plan)
  }
}

const refusal = (error: unknown): string | undefined => {
  if (error instanceof CommandError || error instanceof UsageError) return error.message
  if (!(error instanceof Refusal)) return undefined
  const { code, message } = error.answer
  return Object.hasOwn(text.refusals, code) ? text.refusals[code as keyof typeof text.refusals]('') : text.refused(message)
}

try {
  if (verb === 'prepare') await prepare(words)
  else if (verb === 'receive') await receive(words)
  else if (verb === 'publish') await publish(given)
  else if (verb === 'discard') removePlan(requirePlan(words[0]))
  else throw new UsageError(`expected prepare, receive, publish or discard, got ${JSON.stringify(verb)}`)
} catch (error) {
  const reason = refusal(error)
  process.exitCode = error instanceof CommandError || error instanceof Refusal ? 1 : 2
  if (reason !== undefined) print('refused')
  if (!(error instanceof CutError)) complain(reason ?? (error as Error).message)
}
