import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { agentDirectoryOf, publishedRevision } from '../../plan/published-agent.ts'
import { printLines } from '../../platform/terminal/print.ts'
import { agreeTo } from '../agree.ts'
import type { Candidate } from '../candidate.ts'
import { enrollText } from '../devices-texts.ts'
import { eachDevice } from '../each-device.ts'
import { exitCodes } from '../exit-codes.ts'
import { promptLock } from '../prompt-lock.ts'
import { quoteWords } from '../quote.ts'
import { inventoryCandidates, prepareServer } from '../server-access.ts'
import { defineVerb, type VerbContext } from '../verb.ts'
import { enrollOptions, parseEnrollArguments, type EnrollArguments } from './arguments.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import { enrollDevice } from './enroll-device.ts'
import type { EnrollText } from './enroll-text.en.ts'
import { loginCommand } from './login.ts'

/** Finds the things that the server and its inventory lack for an agent on a device, by the device's variables. */
const mistakesForAgent = (text: EnrollText['server']) => (variables: Readonly<Record<string, unknown>>): string[] => {
  const agentDirectory = agentDirectoryOf({ variables })
  return [
    ...typeof variables['agent_collector_url'] === 'string' ? [] : [text.noCollectorUrl],
    ...existsSync(join(agentDirectory, 'agent.json')) ? [] : [text.noAgent(agentDirectory)]
  ]
}

/** Each takes some 60 MB of the server, and a copy of the agent over its network. */
const atATime = 4

interface EnrollOptions extends VerbContext {
  readonly given: EnrollArguments
  readonly text: EnrollText
}

/** Prints the command that lets the server in, as one line for the device's shell: for an administrator whose computer may log in there. */
const printLoginCommand = async ({ given: { candidates: [candidate] }, text, terminal, ...context }: EnrollOptions): Promise<number> => {
  const { sshOf, publicKeyOf } = await prepareServer({
    ...context, candidates: [candidate!], text: text.server, alsoMissing: mistakesForAgent(text.server)
  })
  printLines(terminal, [quoteWords(loginCommand(sshOf(candidate!).user, publicKeyOf(candidate!)))])
  return exitCodes.done
}

const enrollAll = async ({ given, text, terminal, ...context }: EnrollOptions): Promise<number> => {
  const { replaces, isCopy, isPlan, isYes } = given
  const { settings, directory, registry } = context
  const candidates = given.isAll ? await inventoryCandidates(settings, context.commandText) : given.candidates
  const server = await prepareServer({ ...context, candidates, text: text.server, alsoMissing: mistakesForAgent(text.server) })
  const { alone, writeError } = promptLock(terminal.writeError)
  const agree = (question: string, inPerson?: string): Promise<boolean> =>
    alone(() => agreeTo(question, { isYes, terminal, text, inPerson }))
  const depsOf = (candidate: Candidate): EnrollDeps => ({
    candidate, ssh: server.sshOf(candidate), publicKey: server.publicKeyOf(candidate), replaces, isCopy, isPlan, isYes, settings,
    registry, clock: terminal.clock, text, agree, alone,
    publishedAgent: publishedRevision(agentDirectoryOf({ variables: server.variablesOf(candidate) })), hasTerminal: terminal.isInteractive
  })
  return await eachDevice({
    items: candidates,
    atATime,
    given,
    terminal: { ...terminal, writeError },
    text,
    optional: ['oldKeys', 'uniqueHostKey'],
    work: (candidate) => enrollDevice({
      deps: depsOf(candidate),
      install: { directory, inventory: server.inventory },
      notify: (words) => { writeError(`${candidate.id}: ${words}\n`) }
    })
  })
}

/** Adds devices to the fleet. */
export const enroll = defineVerb({
  textOf: enrollText, options: enrollOptions, parse: parseEnrollArguments,
  work: (options) => (options.given.isLoginCommand ? printLoginCommand : enrollAll)(options)
})
