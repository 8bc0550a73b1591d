import type { z } from 'zod'
import type { ContentPreview, ContentPreviewRequest, oneContent } from '@mimamori/contract'
import { resource, type Answer, type Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { requireYes } from '../require-yes.ts'
import { previewLines, previewWarnings } from './preview-lines.ts'

export const contentPath = (name: string): string => resource('/api/content', name)

/** The answer of a command that has changed a set. */
export const contentAnswer = ({ content, devices }: z.infer<typeof oneContent>, lines: readonly string[]): Answer =>
  ({ json: { ...content, devices }, lines })

/** Where no answer is wanted on standard output but JSON, what is said to a person goes to standard error. */
const say = ({ isOn, print, printError }: Invocation): (line: string) => void => isOn('json') ? printError : print

/** @throws {CommandError} with the bound that the change would exceed, as the server says it */
const requireWithinBounds = ({ bounds }: ContentPreview): void => {
  if (bounds.length > 0) throw new CommandError([...bounds])
}

/** Asks whether the server would refuse a version whatever is in its files. @throws {CommandError} with why */
export const checkBounds = async ({ ask }: Pick<Invocation, 'ask'>, name: string, request: ContentPreviewRequest): Promise<void> =>
  requireWithinBounds(await ask<ContentPreview>('POST', `${contentPath(name)}/preview`, request))

/**
 * Shows what a change would do, and asks whether to make it. Gives what it has shown.
 * @throws {CommandError} if it would exceed a bound, or a schema or a template refuses the files; {UsageError} and {CommandError} as
 * `requireYes`
 */
export const previewAndAsk = async (
  invocation: Invocation, { name, request, question }: {
    readonly name: string
    readonly request: ContentPreviewRequest
    readonly question: string
  }
): Promise<ContentPreview> => {
  const preview = await invocation.ask<ContentPreview>('POST', `${contentPath(name)}/preview`, request)
  requireWithinBounds(preview)
  for (const line of await previewLines(preview, invocation)) say(invocation)(line)
  // A script that gives --yes may look at nothing but standard error.
  const warn = invocation.isOn('yes') ? invocation.printError : say(invocation)
  for (const warning of previewWarnings(preview, invocation.text)) warn(warning)
  if (preview.problems.length > 0) throw new CommandError(invocation.text.contentRefused)
  await requireYes(invocation, question)
  return preview
}
