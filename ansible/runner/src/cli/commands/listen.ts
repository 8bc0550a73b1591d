import type { FetchedRunRequest, RunRequestAnswer } from '@mimamori/contract'
import { collectorRequests } from '../../requests/request-source.ts'
import { serveRequests } from '../../requests/serve-requests.ts'
import { commandText, runText } from '../../text/runner-text.ts'
import { printLines, type Context } from '../context.ts'
import { BusyError, UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { beginUpdate } from './update.ts'

/** The answer's longest message, by the contract. */
const mostMessage = 4000

/** Starts the run that is requested, as the command line would with `--yes`, in the name and the language of who requested it. */
const begin = async ({ action, devices, by, language }: FetchedRunRequest, context: Context): Promise<RunRequestAnswer> => {
  const { terminal } = context
  const nobody = (): void => undefined
  const asked: Context = {
    ...context,
    given: { yes: true, what: action, ...devices && { limit: devices.join(',') } },
    language,
    text: commandText(language),
    runText: runText(language),
    terminal: { ...terminal, write: nobody, writeError: nobody, account: by }
  }
  try {
    const begun = await beginUpdate(asked)
    return 'exitCode' in begun ? { message: begun.lines.join('\n') } : begun
  } catch (error) {
    // Nothing that is asked for may end the listening.
    const message = error instanceof UsageError ? error.mistakes.join('\n') : (error as Error).message
    if (!(error instanceof UsageError || error instanceof BusyError)) printLines({ write: terminal.writeError }, [(error as Error).stack ?? message])
    return { message: message.slice(0, mostMessage) || 'Error' }
  }
}

/** Starts the runs that are requested on the page, until Ctrl-C; only what the settings allow. @throws {UsageError} if that is nothing */
export const listenCommand = async (context: Context): Promise<number> => {
  const { settings, terminal, text } = context
  if (settings.requests.length === 0) throw new UsageError([text.listen.nothingAllowed])
  const print = (line: string): void => { printLines(terminal, [line]) }
  print(text.listen.listening(settings.collectorUrl, settings.requests))
  await serveRequests({
    source: collectorRequests(settings, settings.requests),
    begin: (request) => begin(request, context),
    clock: terminal.clock,
    ended: terminal.interrupted,
    onAnswered: ({ action, by, devices }, answer) => { print(text.listen.answered({ action, by, devices }, 'run' in answer ? text.listen.started(answer.run) : answer.message)) },
    onTrouble: (reason) => { printLines({ write: terminal.writeError }, [text.listen.trouble(reason)]) }
  })
  return exitCodes.done
}
