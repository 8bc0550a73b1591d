import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { release } from '../../src/collectors/release.ts'
import { hostRoots } from '../host-trees.ts'
import { httpService } from '../http-service.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

const declare = (tree: ReturnType<typeof temporaryTree>, name: string, revision: unknown, more: object = {}): void => {
  tree.write(`rootfs/etc/mimamori/releases.d/${name}.json`, JSON.stringify({ root: '/opt/app', revision, ...more }))
}

describe('release', () => {
  it('shows the revision in a file of the host', async () => {
    expect(await collected(release(hostRoots('pi-4')))).toEqual({
      values: { 'mimamori_release_info{release="signage",revision="4f1c7e2 2025-11-20"}': 1, 'mimamori_release_up{release="signage"}': 1 },
      problems: []
    })
  })

  it('asks the running service over HTTP, whole line or by pointer', async () => {
    const url = await httpService((request, response) => {
      response.end(request.url === '/json' ? '{"build":{"a/b":[{"rev":17}]}}' : '\n  v2.3.1\u0007 \nmore\n')
    })
    const tree = temporaryTree()
    declare(tree, 'plain', { http: `${url}/` })
    declare(tree, 'pointed', { http: `${url}/json`, pointer: '/build/a~1b/0/rev' })
    expect((await collected(release(tree))).values).toMatchObject({
      'mimamori_release_info{release="plain",revision="v2.3.1"}': 1,
      'mimamori_release_info{release="pointed",revision="17"}': 1
    })
  })

  it('asks a program, without a shell', async () => {
    const tree = temporaryTree()
    declare(tree, 'app', { command: ['/bin/echo', '$HOME; 1.0'] })
    expect((await collected(release(tree))).values).toMatchObject({ 'mimamori_release_info{release="app",revision="$HOME; 1.0"}': 1 })
  })

  it('finds a relative file below the root of the release', async () => {
    const tree = temporaryTree()
    declare(tree, 'app', { file: 'REVISION' })
    tree.write('rootfs/opt/app/REVISION', 'abc\r\ndef\n')
    expect((await collected(release(tree))).values).toMatchObject({ 'mimamori_release_info{release="app",revision="abc"}': 1 })
  })

  it('reports each that does not answer, and shows the others', async () => {
    const url = await httpService((request, response) => {
      if (request.url === '/silent') return
      response.statusCode = request.url === '/broken' ? 500 : 200
      response.end(request.url === '/empty' ? ' \n' : request.url === '/long' ? 'x'.repeat(129) : 'v1')
    })
    const tree = temporaryTree()
    declare(tree, 'a-broken', { http: `${url}/broken` })
    declare(tree, 'b-empty', { http: `${url}/empty` })
    declare(tree, 'c-long', { http: `${url}/long` })
    declare(tree, 'd-no-json', { http: `${url}/`, pointer: '/revision' })
    declare(tree, 'e-silent', { http: `${url}/silent` }, { timeoutSeconds: 0.1 })
    declare(tree, 'f-program', { command: ['/bin/sh', '-c', 'echo no such release >&2; exit 3'] })
    declare(tree, 'g-slow', { command: ['/bin/sleep', '60'] }, { timeoutSeconds: 0.1 })
    declare(tree, 'h-missing', { file: 'nowhere' })
    declare(tree, 'i-pipe', { file: 'pipe' })
    declare(tree, 'j-works', { http: `${url}/` })
    tree.write('rootfs/etc/mimamori/releases.d/k-mistake.json', '{"root": "/opt/app"}')
    tree.write('rootfs/opt/app/.keep', '')
    execFileSync('mkfifo', [`${tree.rootfs}/opt/app/pipe`])
    const { values, problems } = await collected(release(tree))
    expect(Object.entries(values).filter(([key]) => key.startsWith('mimamori_release_info'))).toEqual([
      ['mimamori_release_info{release="j-works",revision="v1"}', 1]
    ])
    expect(Object.entries(values).filter(([key]) => key.startsWith('mimamori_release_up')).map(([, up]) => up).join('')).toBe('00000000010')
    expect([...problems].sort()).toEqual([
      `a-broken.json: ${url}/broken answered 500, not 200`,
      'b-empty.json: the revision is empty',
      'c-long.json: the revision has 129 characters; 128 are the most that a label takes',
      'd-no-json.json: the answer is not JSON, so /revision cannot be found in it',
      `e-silent.json: no whole answer from ${url}/silent within 100 ms`,
      'f-program.json: revision: /bin/sh ended with 3: no such release',
      'g-slow.json: revision: /bin/sleep did not end within 100 ms',
      expect.stringContaining('h-missing.json: ENOENT'),
      'i-pipe.json: the revision is empty',
      'k-mistake.json: /revision: expected an object with http, command or file, found nothing'
    ])
  })

  it('has nothing to say where no release is declared, and passes over other files', async () => {
    const tree = temporaryTree()
    await expect(collected(release(tree))).rejects.toThrow(NoDataError)
    tree.write('rootfs/etc/mimamori/releases.d/README', '')
    tree.write('rootfs/etc/mimamori/releases.d/.swap.json', '')
    await expect(collected(release(tree))).rejects.toThrow(NoDataError)
  })
})
