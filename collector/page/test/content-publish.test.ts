import { createHash } from 'node:crypto'
import { BlobWriter, configure, TextReader, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js/lib/zip-core-native.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inLanguage } from './in-language.ts'

const load = () => inLanguage('en', async () => ({
  ...await import('../src/content/publish/unzip.ts'),
  ...await import('../src/content/publish/hash-files.ts')
}))
const { hashFiles, unzip } = await load()

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

interface Zipped extends ZipWriterAddDataOptions { readonly path: string, readonly content: string }

const zip = async (...entries: readonly Zipped[]): Promise<File> => {
  configure({ useWebWorkers: false })
  const writer = new ZipWriter(new BlobWriter())
  for (const { path, content, ...options } of entries) await writer.add(path, new TextReader(content), options)
  return new File([await writer.close()], 'signage.zip')
}

describe('a zip file', () => {
  it('gives its files without the folder around them', async () => {
    const files = await unzip(await zip({ path: 'signage/index.html', content: 'hello' }, { path: 'signage/写真/一.jpg', content: 'jpg' }))
    expect(await Promise.all(files.map(async ({ path, blob }) => [path, await blob.text()]))).toEqual([['index.html', 'hello'], ['写真/一.jpg', 'jpg']])
  })

  it('is refused with a link in it, and with a password', async () => {
    await expect(unzip(await zip({ path: 'a', content: '/etc/passwd', externalFileAttributes: 0o120777 * 65_536 })))
      .rejects.toThrow('a in the zip file is a link.')
    await expect(unzip(await zip({ path: 'a', content: 'x', password: 'secret' }))).rejects.toThrow('a in the zip file has a password.')
  })

  it('is unpacked no further than it says: a bomb is refused', async () => {
    const bytes = new Uint8Array(await (await zip({ path: 'bomb', content: '0'.repeat(5_000_000), dataDescriptor: false })).arrayBuffer())
    const view = new DataView(bytes.buffer)
    // The size in the directory at the end (APPNOTE.TXT, section 4.3.12) and in the header of the file (4.3.7).
    const entry = bytes.findIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50)
    view.setUint32(entry + 24, 1000, true)
    view.setUint32(22, 1000, true)
    await expect(unzip(new File([bytes], 'bomb.zip'))).rejects.toThrow(/^bomb in the zip file is larger than the zip file says|cannot? be read|not a zip/)
  })

  it('is refused before it is unpacked if it is packed as no pictures or videos are', async () => {
    await expect(unzip(await zip({ path: 'bomb', content: '0'.repeat(70_000_000) }))).rejects.toThrow(/^signage\.zip would grow from \d+\.\d kB to 70\.0 MB/)
  })

  it('gives the files of a folder that Finder has packed, which adds a folder of its own', async () => {
    const files = await unzip(await zip({ path: 'signage/index.html', content: 'x' }, { path: '__MACOSX/signage/._index.html', content: 'x' }))
    expect(files.map(({ path }) => path)).toEqual(['index.html'])
  })

  it('has names as Windows in Japan writes them', async () => {
    const shiftJis = new Uint8Array([0x90, 0xdd, 0x92, 0xe8, 0x2e, 0x6a, 0x70, 0x67])
    const files = await unzip(await zip({ path: 'x', content: 'x', encodeText: () => shiftJis, useUnicodeFileNames: false }))
    expect(files.map(({ path }) => path)).toEqual(['設定.jpg'])
  })

  it('is refused with a path that leads out of it', async () => {
    await expect(unzip(await zip({ path: '../evil.txt', content: 'x' }))).rejects.toThrow('../evil.txt: expected a path without “..”')
  })

  it('is refused if it is none', async () => {
    await expect(unzip(new File(['hello'], 'hello.zip'))).rejects.toThrow('hello.zip is not a zip file that can be read.')
  })
})

describe('files that are to be published', () => {
  const picked = (...paths: readonly string[]) => paths.map((path) => ({ path, blob: new Blob([path]) }))

  it('are hashed in pieces, with the bytes that have been read', async () => {
    const content = Buffer.alloc(2_500_000, 'ab')
    const read: number[] = []
    const [file] = await hashFiles([{ path: 'a', blob: new Blob([content]) }], (bytes) => read.push(bytes))
    expect(file).toMatchObject({ path: 'a', size: 2_500_000, sha256: sha256(content) })
    expect(read).toEqual([1_048_576, 2_097_152, 2_500_000])
  })

  it.each([
    [['a/nul.txt'], 'a/nul.txt: expected another name than nul.txt'],
    [['A.png', 'a.png'], 'a.png and A.png have the same name on an SD card.'],
    [['b', 'b/c'], 'have the same name'],
    [[], 'It contains no files.']
  ])('are refused by their names: %j', async (paths, reason) => {
    await expect(hashFiles(picked(...paths), () => undefined)).rejects.toThrow(reason)
  })
})

describe('an upload', () => {
  afterEach(() => { vi.unstubAllGlobals() })

  /** A server that keeps what it gets, and breaks the line before these requests. */
  const standInServer = (cutBefore: readonly number[], stored = new Map<string, number>(), freeBytes = 1e9) => {
    const parts: string[] = []
    let requests = 0
    vi.stubGlobal('fetch', async (url: string, { body, headers }: RequestInit) => {
      requests += 1
      if (cutBefore.includes(requests)) throw new TypeError('Failed to fetch')
      if (url === '/api/content-files/missing') {
        const { files } = JSON.parse(body as string) as { readonly files: readonly { readonly sha256: string, readonly size: number }[] }
        const missing = files.map((file) => ({ ...file, storedBytes: stored.get(file.sha256) ?? 0 }))
        return Response.json({ requestId: 'r', missing: missing.filter(({ size, storedBytes }) => storedBytes < size), freeBytes })
      }
      const hash = url.split('/').at(-1)!
      const offset = Number((headers as Record<string, string>)['upload-offset'])
      if (offset !== (stored.get(hash) ?? 0)) return Response.json({ code: 'UPLOAD_CONFLICT', message: '' }, { status: 409 })
      stored.set(hash, offset + (body as Uint8Array).length)
      parts.push(`${offset}+${(body as Uint8Array).length}`)
      return Response.json({ requestId: 'r', storedBytes: stored.get(hash) })
    })
    return { parts, stored }
  }

  it('goes on after a cut where the server is, and sends nothing that it has', async () => {
    const { uploadFiles } = await inLanguage('en', () => import('../src/content/publish/upload.ts'))
    const files = await hashFiles([{ path: 'film.mp4', blob: new Blob([Buffer.alloc(9_000_000, 1)]) }, { path: 'a', blob: new Blob(['one']) }], () => undefined)
    const { parts, stored } = standInServer([3, 4], new Map([[files[1]!.sha256, 3]]))
    const seen: string[] = []
    await uploadFiles(files, {
      progress: ({ done, all, pause = '' }) => seen.push(`${done}/${all} ${pause}`.trim()), signal: new AbortController().signal, wait: async () => undefined
    })
    expect(parts).toEqual(['0+4194304', '4194304+4194304', '8388608+611392'])
    expect(seen).toEqual(['4194304/9000000', '4194304/9000000 cut', '4194304/9000000 cut', '8388608/9000000', '9000000/9000000'])
    expect(stored.get(files[0]!.sha256)).toBe(9_000_000)
  })

  it('waits as long as a busy server says, and says that it is busy', async () => {
    const { uploadFiles } = await inLanguage('en', () => import('../src/content/publish/upload.ts'))
    const files = await hashFiles([{ path: 'a', blob: new Blob(['one']) }], () => undefined)
    standInServer([])
    const serve = fetch
    const busy = [Response.json({ code: 'OVERLOADED', message: '' }, { status: 503, headers: { 'retry-after': '7' } })]
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => (init.method === 'PATCH' && busy.pop()) || serve(url, init))
    const seen: unknown[] = []
    await uploadFiles(files, {
      progress: ({ pause }) => seen.push(pause), signal: new AbortController().signal, wait: async (ms) => { seen.push(ms) }
    })
    expect(seen).toEqual(['busy', 7000, undefined])
  })

  it('does not begin if the server has no space for all of it', async () => {
    const { uploadFiles } = await inLanguage('en', () => import('../src/content/publish/upload.ts'))
    const files = await hashFiles([{ path: 'a', blob: new Blob(['one']) }], () => undefined)
    const { parts } = standInServer([], new Map(), 2)
    await expect(uploadFiles(files, { progress: () => undefined, signal: new AbortController().signal }))
      .rejects.toThrow('The server does not have enough disk space for these files.')
    expect(parts).toEqual([])
  })

  it('ends when it is cancelled', async () => {
    const { uploadFiles } = await inLanguage('en', () => import('../src/content/publish/upload.ts'))
    const files = await hashFiles([{ path: 'a', blob: new Blob(['one']) }], () => undefined)
    const { parts } = standInServer([])
    await expect(uploadFiles(files, { progress: () => undefined, signal: AbortSignal.abort() })).rejects.toThrow('aborted')
    expect(parts).toEqual([])
    await expect(hashFiles([{ path: 'a', blob: new Blob(['one']) }], () => undefined, AbortSignal.abort())).rejects.toThrow('aborted')
  })
})
