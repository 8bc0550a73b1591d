import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeMistakes } from '@mimamori/program/option-text'
import { asksForHelp } from '../../collector/src/platform/config/settings-help.ts'
import { installerFiles } from './installer-files.ts'
import { publishAgent, type PublishEvent } from './publish-agent.ts'
import { agentRelease } from './release-files.ts'
import { publishAgentText } from './text.ts'

/** The directory that the role reads (agent_directory), next to the releases of publish-release.sh. */
const usualDirectory = '/srv/mimamori/agent'

interface PublishAgentDeps {
  readonly checkout: string
  readonly language: Language
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

/**
 * `npm run publish-agent`; gives the exit code: 2 for a mistake on the command line, 1 if an architecture had to be left out, or
 * nothing can be written.
 */
export const runPublishAgent = async (
  args: readonly string[], { checkout, language, print, complain }: PublishAgentDeps
): Promise<0 | 1 | 2> => {
  const text = publishAgentText(language)
  if (asksForHelp(args)) {
    print(text.help(usualDirectory))
    return 0
  }
  const { one, positionals, mistakes } = readCommandLine(args, { to: { type: 'string' } })
  const problems = describeMistakes({ mistakes, positionals }, language)
  if (problems.length > 0) {
    complain([...problems, text.usage].join('\n'))
    return 2
  }

  const directory = one('to') ?? usualDirectory
  let hasLeftOut = false
  const onEvent = (event: PublishEvent): void => {
    if (event.kind === 'left-out') {
      hasLeftOut = true
      complain(`${text[event.error.code](event.architecture.npm, event.error.message)}\n${text.bring(event.error.spec, event.error.file)}`)
    } else print(event.kind === 'fetching' ? text.fetching(event.spec) : text[event.kind](event.file, Math.ceil(event.bytes / 1e6)))
  }
  try {
    const { archives, revision } = await publishAgent(
      { checkout, directory, release: await agentRelease(checkout), installerFiles: installerFiles(checkout), onEvent }
    )
    if (Object.keys(archives).length > 0) print(text.published(revision, directory))
  } catch (error) {
    const { code, message, stderr } = error as { readonly code?: unknown, readonly message: string, readonly stderr?: string }
    // tar's, which says itself that the disk is full.
    const reason = stderr?.trim().split('\n')[0] || (typeof code === 'string' && /^E[A-Z]+$/.test(code) ? message : undefined)
    if (reason === undefined) throw error
    complain(text.notWritten(directory, reason))
    return 1
  }
  return hasLeftOut ? 1 : 0
}
