import type { z } from 'zod'
import type { ContentPreview, ContentSetView, oneContent } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Answer, Invocation } from '../command.ts'
import { checkBounds, contentAnswer, contentPath, previewAndAsk } from './ask-first.ts'
import { givenTargets } from './given-targets.ts'
import { readFolder, type LocalFile } from './local-files.ts'
import { findMissing, uploadFiles } from './upload-files.ts'
import { readUploaded } from './uploaded-list.ts'

/** The server checks settings before anybody is asked, and for that needs them first. */
const isSettings = ({ path }: LocalFile): boolean => /\.(?:json|template)$/.test(path)

/** At most so often on a terminal. */
const progressEveryMs = 100

/** Shows bytes in the line of the progress. */
const progressShown = ({ showProgress }: Invocation, format: (done: number, all: number) => string) => {
  let shownMs = 0
  return (done: number, all = 0): void => {
    const nowMs = performance.now()
    if (nowMs - shownMs < progressEveryMs) return
    shownMs = nowMs
    showProgress(format(done, all))
  }
}

/** A new set is for no device until somebody says so. */
const nextStep = ({ name, targets }: ContentSetView, text: Invocation['text']): string =>
  Object.values(targets).some((target) => target === true || (Array.isArray(target) && target.length > 0))
    ? text.contentFollow(name)
    : text.contentAssignNext(name)

const hasNewFiles = ({ added, changed, removed, unchangedCount }: ContentPreview): boolean =>
  unchangedCount === 0 || [added, changed, removed].some(({ length }) => length > 0)

/** Uploads only what the server lacks; an upload that broke off goes on where it was when the same is published again. */
export const publishFolder = async (invocation: Invocation): Promise<Answer> => {
  const { ask, isOn, positionals: [name = '', directory = ''], showProgress, text } = invocation
  const targets = await givenTargets(invocation)
  const reading = progressShown(invocation, (done) => text.readingFiles(formatBytes(done)))
  const uploading = progressShown(invocation, (done, all) => text.uploadingFiles(formatBytes(done), formatBytes(all)))
  try {
    const { local, sentBytes } = isOn('uploaded')
      ? readUploaded(directory, text)
      : { local: await readFolder(directory, text, reading), sentBytes: 0 }
    const files = local.map(({ path, size, sha256 }) => ({ path, size, sha256 }))
    // Said before anything is sent or asked.
    await findMissing(files, invocation)
    const request = { files, ...targets && { targets } }
    const settings = local.filter(isSettings)
    if (settings.length > 0) await checkBounds(invocation, name, request)
    const settingsSent = await uploadFiles(settings, invocation, uploading)
    showProgress()
    const preview = await previewAndAsk(invocation, { name, request, question: text.askPublish(name) })
    const sent = sentBytes + settingsSent + await uploadFiles(local, invocation, uploading)
    showProgress()
    const answer = await ask<z.infer<typeof oneContent>>('POST', `${contentPath(name)}/versions`, request)
    const { current } = answer.content
    const published = hasNewFiles(preview)
      ? text.contentPublished(name, current, formatBytes(sent))
      : targets === undefined ? text.sameContent(current) : text.noFileChanged(current)
    return contentAnswer(answer, [published, nextStep(answer.content, text)])
  } finally {
    showProgress()
  }
}
