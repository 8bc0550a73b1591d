import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { annotationFiles, type AnnotationFiles } from '../../ansible/runner/src/report/grafana/annotation-files.ts'
import { deliverAnnotations } from '../../ansible/runner/src/report/grafana/deliver-annotations.ts'
import { grafanaClient, type GrafanaClient } from '../../ansible/runner/src/report/grafana/grafana-client.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { startGrafanaStandIn, type GrafanaStandIn } from './grafana-stand-in.ts'

const run = '20260314-093000-0a1b2c'
const region = {
  run,
  time: Date.parse('2026-03-14T09:30:00Z'),
  tags: ['mimamori', 'update', `run:${run}`],
  text: 'going on',
  isComplete: false
}

let directory: string
let files: AnnotationFiles
let grafana: GrafanaStandIn
let client: GrafanaClient
beforeEach(async () => {
  directory = temporaryDirectory()
  writeFileSync(join(directory, 'token'), 'secret\n')
  files = annotationFiles(directory)
  grafana = await startGrafanaStandIn({ token: 'secret' })
  client = grafanaClient({ url: grafana.url, tokenFile: join(directory, 'token') })
})
afterEach(async () => {
  await grafana.close()
})
const noneBad = (reason: string): never => { throw new Error(reason) }
const kept = (): string[] => readdirSync(directory).filter((name) => name !== 'token')

it('changes the region that it made rather than making another, and forgets it once it is complete', async () => {
  files.want(region, noneBad)
  await deliverAnnotations(files, client)
  await deliverAnnotations(files, client)
  files.want({ ...region, timeEnd: region.time + 1000, text: 'done', isComplete: true }, noneBad)
  await deliverAnnotations(files, client)
  expect(grafana.annotations).toStrictEqual([{ id: 1, time: region.time, timeEnd: region.time + 1000, tags: region.tags, text: 'done' }])
  expect(kept()).toStrictEqual([])
})

it('finds again what Grafana took without our seeing its answer', async () => {
  const lost: GrafanaClient = {
    ...client,
    async create (annotation) {
      await client.create(annotation)
      throw new Error('connection reset')
    }
  }
  files.want({ ...region, device: 'pi-03', tags: [...region.tags, 'device:pi-03'], isComplete: true }, noneBad)
  await expect(deliverAnnotations(files, lost)).rejects.toThrow('connection reset')
  files.want({ ...region, isComplete: true }, noneBad)
  await expect(deliverAnnotations(files, lost)).rejects.toThrow('connection reset')
  await deliverAnnotations(files, client)
  expect(grafana.annotations.map(({ tags }) => tags.at(-1)).toSorted()).toStrictEqual(['device:pi-03', `run:${run}`])
  expect(kept()).toStrictEqual([])
})

it('keeps everything while the token is refused, and gives up only what Grafana will never take', async () => {
  files.want({ ...region, isComplete: true }, noneBad)
  writeFileSync(join(directory, 'token'), 'wrong')
  await expect(deliverAnnotations(files, client)).rejects.toThrow('401 Invalid API key')
  expect(kept()).toHaveLength(1)
  writeFileSync(join(directory, 'token'), 'secret')
  files.want({ ...region, device: 'pi-01', text: '', isComplete: true }, noneBad)
  expect(await deliverAnnotations(files, client)).toStrictEqual(['400 text field should not be empty'])
  expect(grafana.annotations).toHaveLength(1)
  expect(kept()).toStrictEqual([])
})

it('makes a region anew that somebody has deleted, and only once', async () => {
  files.want(region, noneBad)
  await deliverAnnotations(files, client)
  grafana.remove(1)
  files.want({ ...region, text: 'done', isComplete: true }, noneBad)
  const lost: GrafanaClient = {
    ...client,
    async create (annotation) {
      await client.create(annotation)
      throw new Error('connection reset')
    }
  }
  await expect(deliverAnnotations(files, lost)).rejects.toThrow('connection reset')
  expect(await deliverAnnotations(files, client)).toStrictEqual([])
  expect(grafana.annotations).toMatchObject([{ time: region.time, text: 'done' }])
  expect(kept()).toStrictEqual([])
})

it('sets aside what cannot be read, says so, and goes on with the others', async () => {
  writeFileSync(join(directory, `${run}-pi-01.json`), '{"run":"2026')
  writeFileSync(join(directory, `${run}-pi-02.json`), 'null\n')
  files.want({ ...region, device: 'pi-03', isComplete: true }, noneBad)
  expect(await deliverAnnotations(files, client)).toStrictEqual([
    expect.stringContaining('pi-01.json'),
    expect.stringContaining('pi-02.json: something else is in it')
  ])
  expect(grafana.annotations).toHaveLength(1)
  expect(kept()).toStrictEqual([`${run}-pi-01.json.bad`, `${run}-pi-02.json.bad`])
})
