import { describe, expect, it } from 'vitest'
import { parseReleaseFile } from '../../src/parse/release-file.ts'

const root = '/opt/app'

describe('a release file', () => {
  it.each([
    [{ http: 'http://127.0.0.1:3000/version' }, { kind: 'http', url: 'http://127.0.0.1:3000/version', pointer: undefined }],
    [{ http: 'http://[::1]:3000/', pointer: '/a/b' }, { kind: 'http', url: 'http://[::1]:3000/', pointer: '/a/b' }],
    [{ http: 'http://localhost/v' }, { kind: 'http', url: 'http://localhost/v', pointer: undefined }],
    [{ command: ['/usr/bin/app', '--version'] }, { kind: 'command', argv: ['/usr/bin/app', '--version'] }],
    [{ file: 'REVISION' }, { kind: 'file', path: '/opt/app/REVISION' }],
    [{ file: '/run/app/revision' }, { kind: 'file', path: '/run/app/revision' }]
  ])('says how to ask: %j', (revision, expected) => {
    expect(parseReleaseFile(JSON.stringify({ root: '/opt/app/', revision }))).toEqual({
      root: '/opt/app/',
      revision: expected,
      timeoutMs: 3000
    })
  })

  it('may set a time', () => {
    expect(parseReleaseFile(JSON.stringify({ root, revision: { file: 'x' }, timeoutSeconds: 0.5 })).timeoutMs).toBe(500)
  })

  it.each([
    ['{', 'is not JSON: '],
    ['[]', '/: expected an object, found []'],
    [{ revision: { file: 'x' } }, '/root: expected an absolute path such as /opt/signage/current, found nothing'],
    [{ root: 'opt', revision: { file: 'x' } }, '/root: expected an absolute path such as /opt/signage/current, found "opt"'],
    [{ root, revision: { file: 'x' }, timeout: 3 }, '/timeout: is not known here; known are root, revision, timeoutSeconds'],
    [{ root, revision: { file: 'x' }, timeoutSeconds: 11 }, '/timeoutSeconds: expected a number above 0 and up to 10, found 11'],
    [{ root, revision: { file: 'x' }, timeoutSeconds: '3' }, '/timeoutSeconds: expected a number above 0 and up to 10, found "3"'],
    [{ root, revision: 'v1' }, '/revision: expected an object with http, command or file, found "v1"'],
    [{ root, revision: {} }, '/revision: expected exactly one of http, command and file, found []'],
    [
      { root, revision: { file: 'x', command: ['/x'] } },
      '/revision: expected exactly one of http, command and file, found ["file","command"]'
    ],
    [{ root, revision: { url: 'x' } }, '/revision/url: is not known here; known are http, pointer, command, file'],
    [
      { root, revision: { file: 'x', pointer: '/a' } },
      '/revision/pointer: expected a JSON pointer such as /revision, beside http, found "/a"'
    ],
    [
      { root, revision: { http: 'http://127.0.0.1/', pointer: 'a' } },
      '/revision/pointer: expected a JSON pointer such as /revision, beside http, found "a"'
    ],
    [
      { root, revision: { http: 'http://192.0.2.1/' } },
      '/revision/http: expected the http URL of a service on this device, such as http://127.0.0.1:3000/version, found "http://192.0.2.1/"'
    ],
    [
      { root, revision: { http: 'https://127.0.0.1/' } },
      '/revision/http: expected the http URL of a service on this device, such as http://127.0.0.1:3000/version, found "https://127.0.0.1/"'
    ],
    [
      { root, revision: { command: 'app --version' } },
      '/revision/command: expected a list of texts that begins with the absolute path of a program, found "app --version"'
    ],
    [
      { root, revision: { command: ['app'] } },
      '/revision/command: expected a list of texts that begins with the absolute path of a program, found ["app"]'
    ],
    [
      { root, revision: { command: ['/app', 1] } },
      '/revision/command: expected a list of texts that begins with the absolute path of a program, found ["/app",1]'
    ],
    [{ root, revision: { file: '' } }, '/revision/file: expected the path of a file, absolute or below root, found ""']
  ])('says where the mistake is, what was expected and what came: %j', (content, message) => {
    expect(() => parseReleaseFile(typeof content === 'string' ? content : JSON.stringify(content))).toThrow(message)
  })
})
