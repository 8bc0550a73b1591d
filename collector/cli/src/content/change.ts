import type { z } from 'zod'
import type { ContentSetView, contentFileList, oneContent } from '@mimamori/contract'
import type { Answer, Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { requireYes } from '../require-yes.ts'
import { contentAnswer, contentPath, previewAndAsk } from './ask-first.ts'
import { formatCounts, formatTargets } from './format-set.ts'
import { givenTargets } from './given-targets.ts'

type Text = Invocation['text']
type OneContent = z.infer<typeof oneContent>

export const assignSet = async (invocation: Invocation): Promise<Answer> => {
  const { ask, isOn, subject: name, text } = invocation
  const given = await givenTargets(invocation)
  if (isOn('to-none') === (given !== undefined)) throw new UsageError(text.noTargets)
  const targets = given ?? {}
  await previewAndAsk(invocation, { name, request: { targets }, question: text.askAssign(name) })
  const answer = await ask<OneContent>('PUT', `${contentPath(name)}/targets`, targets)
  return contentAnswer(answer, [text.contentAssigned(name, formatTargets(answer.content.targets, text))])
}

/** The newest that is older than the current version. @throws {CommandError} */
const versionBefore = ({ name, current, versions }: ContentSetView, text: Text): number => {
  const before = Math.max(0, ...versions.map(({ number }) => number).filter((number) => number < current))
  if (before === 0) throw new CommandError(text.noVersionBefore(name, current))
  return before
}

export const rollBackSet = async (invocation: Invocation): Promise<Answer> => {
  const { ask, positionals: [name = '', typed], text } = invocation
  if (typed !== undefined && !/^[1-9]\d{0,8}$/.test(typed)) {
    throw new UsageError(text.wrong('VERSION', text.expected.contentVersion, typed))
  }
  const { content } = await ask<OneContent>('GET', contentPath(name))
  const number = typed === undefined ? versionBefore(content, text) : Number(typed)
  if (!content.versions.some((version) => version.number === number)) {
    throw new CommandError(text.noSuchVersion(name, number, content.versions.map((version) => version.number).join(text.comma)))
  }
  const { files } = await ask<z.infer<typeof contentFileList>>('GET', `${contentPath(name)}/versions/${number}`)
  await previewAndAsk(invocation, { name, request: { files }, question: text.askRollBack(name, number) })
  const answer = await ask<OneContent>('PUT', `${contentPath(name)}/current`, { number })
  return contentAnswer(answer, [text.contentRolledBack(name, number)])
}

export const removeSet = async (invocation: Invocation): Promise<Answer> => {
  const { ask, subject: name, text } = invocation
  const { content } = await ask<OneContent>('GET', contentPath(name))
  await requireYes(invocation, text.askRemoveContent(name, formatCounts(content, text)))
  await ask('DELETE', contentPath(name))
  return { json: { name }, lines: text.contentRemoved(name) }
}
