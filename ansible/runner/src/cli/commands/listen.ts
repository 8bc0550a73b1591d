import type { FetchedRunRequest, RunAction, RunRequestAnswer } from '@mimamori/contract'
import { collectorRequests } from '../requests/request-source.ts'
import { sendKeys } from '../requests/send-keys.ts'
import { serveRequests } from '../requests/serve-requests.ts'
import { commandText, runText } from '../../text/runner-text.ts'
import { printLines } from '../../platform/terminal/print.ts'
import type { Context } from '../context.ts'
import { BusyError, UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { beginUpdate } from './update.ts'

/** Starts the requested run, as the command line would with `--yes`, in the name and the language of the requester. */
const beginRun = async (
  { action, devices, by, language }: FetchedRunRequest & { readonly action: RunAction }, context: Context
): Promise<RunRequestAnswer> => {
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
  const begun = await beginUpdate(asked)
  return 'exitCode' in begun ? { message: begun.lines.join('\n') } : begun
}

const begin = async (request: FetchedRunRequest, context: Context): Promise<RunRequestAnswer> => {
  const { action } = request
  try {
    return await (action === 'rotate-keys' ? sendKeys(request, context.terminal) : beginRun({ ...request, action }, context))
  } catch (error) {
    // Nothing that is asked for may end the listening.
    const { message, stack } = error as Error
    if (!(error instanceof UsageError || error instanceof BusyError)) printLines({ write: context.terminal.writeError }, [stack ?? message])
    return { message: message || 'Error' }
  }
}

const outcomeOf = (answer: RunRequestAnswer, { listen: text }: Context['text']): string => {
  if ('run' in answer) return text.started(answer.run)
  return 'done' in answer ? answer.done : answer.message
}

/**
 * Starts the runs that are requested on the page, and sends keys, until Ctrl-C; only those that the settings allow. @throws {UsageError}
 * if that is nothing
 */
export const listenCommand = async (context: Context): Promise<number> => {
  const { settings, terminal, text } = context
  if (settings.requests.length === 0) throw new UsageError([text.listen.nothingAllowed])
  const print = (line: string): void => { printLines(terminal, [line]) }
  print(text.listen.listening(settings.collectorUrl, settings.requests))
  await serveRequests({
    source: collectorRequests(settings, settings.requests),
    begin: (request) => begin(request, context),
    isLong: ({ action }) => action === 'rotate-keys',
    clock: terminal.clock,
    ended: terminal.interrupted,
    onAnswered: ({ action, by, devices }, answer) => { print(text.listen.answered({ action, by, devices }, outcomeOf(answer, text))) },
    onTrouble: (reason) => { printLines({ write: terminal.writeError }, [text.listen.trouble(reason)]) }
  })
  return exitCodes.done
}
