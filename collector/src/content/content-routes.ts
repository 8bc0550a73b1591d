import { z } from 'zod'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  about, contentFileList, contentFiles, contentLimits, contentList, contentPreview, contentPreviewRequest, contentSetName, contentTargets,
  oneContent, requestId
} from '@mimamori/contract'
import type { Registry } from '../devices/registry/registry.ts'
import { requestLanguage } from '../platform/language/request-language.ts'
import type { Content } from './compose-content.ts'
import { createContentView } from './content-view.ts'
import { previewContent } from './preview.ts'
import { requireFileCount } from './file-count.ts'
import { ContentBoundError, RefusedSettingsError, UnknownContentError, type ContentSet } from './contents.ts'

interface Deps extends Pick<Content, 'contents' | 'contentFiles' | 'contentReports' | 'contentStates'> {
  readonly registry: Pick<Registry, 'all'>
}

const nameInPath = z.object({ name: contentSetName })
const versionNumber = z.coerce.number().int().min(1).meta(about('The number of the version.', 3))
const versionInPath = nameInPath.extend({ number: versionNumber })

const settingsRule = [
  'A file whose name ends in `.template` (at most 64 kB) is given to each device under its name without the ending, with',
  '`{{ device }}` (its ID), `{{ name }}`, `{{ site }}`, `{{ role }}`, `{{ address }}` and `{{ label.NAME }}` replaced by the values of',
  'its registration, escaped as JSON, HTML or XML by the name of the file. A device that lacks one of them keeps what it has.',
  'A JSON Schema (draft 7) in `X.schema.json` is applied to `X.json` or `X.json.template`.'
].join(' ')

/** Sets of content: published, assigned to devices, taken back and removed by administrators. */
export const contentRoutes = (deps: Deps): FastifyPluginAsyncZod => async (app) => {
  const { contents, contentReports, contentStates, registry } = deps
  const view = createContentView({ registry, statesOf: contentStates })
  const answer = (request: FastifyRequest, set: ContentSet): z.infer<typeof oneContent> =>
    ({ requestId: request.id, ...view.one(set, requestLanguage(request)) })
  const refusedFor = (request: FastifyRequest) => (error: unknown): never => {
    if (error instanceof RefusedSettingsError) throw new RefusedSettingsError(error.mistakes, requestLanguage(request))
    if (error instanceof ContentBoundError) throw new ContentBoundError(error.code, error.messages, requestLanguage(request))
    throw error
  }

  app.get('/api/content', {
    onRequest: app.requireRole('viewer'),
    schema: {
      operationId: 'listContent',
      tags: ['content'],
      summary: 'List the sets of content',
      summaryJa: 'コンテンツの一覧',
      answer: 'The sets, by name.',
      response: { 200: contentList }
    }
  }, async (request) => ({ requestId: request.id, content: view.all(contents.all()) }))

  app.get('/api/content/:name', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CONTENT_NOT_FOUND'] },
    schema: {
      operationId: 'getContent',
      tags: ['content'],
      summary: 'Get a set of content',
      summaryJa: 'コンテンツ 1 件',
      answer: 'The set.',
      params: nameInPath,
      response: { 200: oneContent }
    }
  }, async (request) => answer(request, contents.get(request.params.name)))

  app.get('/api/content/:name/versions/:number', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CONTENT_NOT_FOUND'] },
    schema: {
      operationId: 'listContentFiles',
      tags: ['content'],
      summary: 'List the files of a version',
      summaryJa: 'あるバージョンのファイルの一覧',
      answer: 'The files, by path.',
      params: versionInPath,
      response: { 200: contentFileList }
    }
  }, async (request) => {
    const { name, number } = request.params
    const version = contents.get(name).versions.find((each) => each.number === number)
    if (version === undefined) throw new UnknownContentError(`${name} has no version ${number}`)
    return { requestId: request.id, number, files: [...version.files] }
  })

  app.post('/api/content/:name/versions', {
    onRequest: app.requireRole(),
    bodyLimit: contentLimits.manifestBytes,
    preValidation: requireFileCount,
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'CONTENT_FILES_MISSING', 'CONTENT_REFUSED', 'CONTENT_FULL', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'publishContent',
      tags: ['content'],
      summary: 'Publish a version of a set, whose files have been uploaded; a new set without targets is for no device yet',
      summaryJa: 'アップロード済みのファイルから新しいバージョンを公開する。配信先のない新しいコンテンツは、まだどの端末にも配信されない',
      answer: 'The set, with this version as its current one.',
      description: settingsRule,
      params: nameInPath,
      body: z.strictObject({
        files: contentFiles.describe('The files of the version; all of them are on the server.'),
        targets: contentTargets.optional().describe('The devices that it is for from now on; as stored by default.')
      }),
      response: { 200: oneContent }
    }
  }, async (request) => {
    const published = await contents.publish(request.params.name, request.body, request.author).catch(refusedFor(request))
    request.log.info({ content: published.name, version: published.current.number, by: request.operator.name }, 'content published')
    return answer(request, published)
  })

  app.post('/api/content/:name/preview', {
    onRequest: app.requireRole('viewer'),
    bodyLimit: contentLimits.manifestBytes,
    preValidation: requireFileCount,
    config: { errors: ['CONTENT_NOT_FOUND', 'CONTENT_REFUSED'] },
    schema: {
      operationId: 'previewContent',
      tags: ['content'],
      summary: 'See what publishing these files, or assigning the set so, would do; nothing is changed',
      summaryJa: '公開や割り当ての結果を事前に確認する（何も変更されない）',
      answer: 'The changes of files, the devices that get them, and what is in the way.',
      params: nameInPath,
      body: contentPreviewRequest,
      response: { 200: contentPreview }
    }
  }, async (request) => ({
    requestId: request.id,
    ...await previewContent({ ...deps, language: requestLanguage(request) }, request.params.name, request.body)
  }))

  app.put('/api/content/:name/current', {
    onRequest: app.requireRole(),
    config: { errors: ['CONTENT_NOT_FOUND', 'CONTENT_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'selectContent',
      tags: ['content'],
      summary: 'Go back to a stored version of a set',
      summaryJa: '保存済みのバージョンに戻す',
      answer: 'The set, with this version as its current one.',
      params: nameInPath,
      body: z.strictObject({ number: z.number().int().min(1).meta(about('The number of the version to go to.', 2)) }),
      response: { 200: oneContent }
    }
  }, async (request) => {
    const selected = await contents.select(request.params.name, request.body.number, request.author).catch(refusedFor(request))
    request.log.info({ content: selected.name, version: selected.current.number, by: request.operator.name }, 'content selected')
    return answer(request, selected)
  })

  app.put('/api/content/:name/targets', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'CONTENT_NOT_FOUND', 'CONTENT_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'assignContent',
      tags: ['content'],
      summary: 'Assign a set to devices, sites, roles and labels; replaces all that it is assigned to',
      summaryJa: 'コンテンツを端末、拠点、役割、ラベルに割り当てる（設定済みの割り当てをすべて置き換える）',
      answer: 'The set.',
      params: nameInPath,
      body: contentTargets,
      response: { 200: oneContent }
    }
  }, async (request) => {
    const assigned = await contents.assign(request.params.name, request.body, request.author).catch(refusedFor(request))
    request.log.info({ content: assigned.name, by: request.operator.name }, 'content assigned')
    return answer(request, assigned)
  })

  app.delete('/api/content/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['CONTENT_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'removeContent',
      tags: ['content'],
      summary: 'Remove a set and its versions; devices keep what they have of it',
      summaryJa: 'コンテンツとそのバージョンを削除する。端末にあるものは残る',
      answer: 'The set was removed.',
      params: nameInPath,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    await contents.remove(request.params.name, request.author)
    await contentReports.forgetSet(request.params.name)
    request.log.info({ content: request.params.name, by: request.operator.name }, 'content removed')
    return { requestId: request.id }
  })
}
