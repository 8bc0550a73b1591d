import { printJson, printLines } from '../../platform/terminal/print.ts'
import { agentDirectoryOf, publishedRevision } from '../../plan/published-agent.ts'
import { enrollText } from '../devices-texts.ts'
import type { EnrollText } from './enroll-text.en.ts'
import { agreeTo } from '../agree.ts'
import type { Candidate } from '../candidate.ts'
import { eachDevice } from '../each-device.ts'
import { exitCodes } from '../exit-codes.ts'
import { oneSpeaker } from '../one-speaker.ts'
import { quoteWords } from '../quote.ts'
import { registryClient } from '../registry-client.ts'
import { resultLines } from '../result-lines.ts'
import { inventoryCandidates, prepareServer, registeredDevices } from '../server-part.ts'
import type { Verb, VerbContext } from '../verb.ts'
import { parseEnrollArguments, type EnrollArguments } from './arguments.ts'
import type { DevicePart } from './device-part.ts'
import { enrollDevice } from './enroll-device.ts'
import { helpLines } from './help.ts'
import { loginCommand } from './login.ts'
import { mistakesForAgent } from './mistakes-for-agent.ts'

/** Each takes some 60 MB of the server, and a copy of the agent over its network. */
const atATime = 4

interface EnrollOptions extends VerbContext {
  readonly given: EnrollArguments
  readonly text: EnrollText
}

/** Prints what lets the server in, as one line for a shell on the device: for an administrator whose own computer may log in there. */
const printLoginCommand = async ({ given: { candidates: [candidate] }, text, terminal, ...context }: EnrollOptions): Promise<number> => {
  const devices = await registeredDevices(registryClient(context.settings, terminal.account), context.settings, text.server)
  const { sshOf, publicKeyOf } = await prepareServer({ ...context, candidates: [candidate!], devices, text: text.server, alsoMissing: mistakesForAgent(text.server) })
  printLines(terminal, [quoteWords(loginCommand(sshOf(candidate!).user, publicKeyOf(candidate!)))])
  return exitCodes.done
}

const enrollAll = async ({ given, settings, directory, text, commandText, terminal }: EnrollOptions): Promise<number> => {
  const { replaces, isCopy, isPlan, isYes } = given
  const registry = registryClient(settings, terminal.account)
  const devices = await registeredDevices(registry, settings, text.server)
  const candidates = given.isAll ? await inventoryCandidates(settings, commandText) : given.candidates
  const server = await prepareServer({ candidates, settings, devices, directory, text: text.server, commandText, alsoMissing: mistakesForAgent(text.server) })
  const { alone, writeError } = oneSpeaker(terminal.writeError)
  const agree = (question: string, inPerson?: string): Promise<boolean> => alone(() => agreeTo(question, { isYes, terminal, text, inPerson }))
  const partOf = (candidate: Candidate): DevicePart => ({
    candidate, ssh: server.sshOf(candidate), publicKey: server.publicKeyOf(candidate), replaces, isCopy, isPlan, isYes, settings, registry, clock: terminal.clock, text, agree, alone,
    publishedAgent: publishedRevision(agentDirectoryOf({ variables: server.variablesOf(candidate) })), hasTerminal: terminal.isInteractive
  })
  return await eachDevice({
    items: candidates,
    atATime,
    terminal: { writeError },
    text,
    work: (candidate) => enrollDevice({
      part: partOf(candidate),
      install: { directory, inventory: server.inventory },
      say: (words) => { writeError(`${candidate.id}: ${words}\n`) }
    }),
    print (results, exitCode) {
      if (given.isJson) printJson(terminal, { exitCode, plan: isPlan, devices: results })
      else printLines(terminal, resultLines(results, { text, optional: ['oldKeys', 'ownHostKey'] }))
    }
  })
}

/** Adds devices to the fleet. */
export const enroll: Verb = (argv, language) => {
  const text = enrollText(language)
  const given = parseEnrollArguments(argv, text)
  if (given.isHelp) return { help: helpLines(text) }
  return { work: (context) => (given.isLoginCommand ? printLoginCommand : enrollAll)({ ...context, given, text }) }
}
