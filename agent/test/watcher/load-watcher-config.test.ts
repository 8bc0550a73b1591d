import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeIssue, type ConfigError } from '../../src/config/config-issue.ts'
import { textIn } from '../../src/text/index.ts'
import { loadWatcherConfig, type WatcherConfig } from '../../src/watcher/load-watcher-config.ts'

const load = (content: string, env: Readonly<Record<string, string>> = {}): WatcherConfig => {
  const file = join(temporaryDirectory(), 'watcher.conf')
  writeFileSync(file, content)
  return loadWatcherConfig({ file, env })
}
const mistakesIn = (content: string): readonly string[] => {
  try {
    load(content)
    return []
  } catch (error) {
    return (error as ConfigError).issues.map((issue) => describeIssue(issue, textIn('en')))
  }
}

test('the address of the server is enough', () => {
  expect(load('SERVER_URL=http://192.168.10.2:8080\n', { LANG: 'ja_JP.UTF-8' })).toEqual({
    serverUrl: new URL('http://192.168.10.2:8080'),
    caFile: undefined,
    receiver: undefined,
    language: 'ja',
    listen: { host: '127.0.0.1', port: 9180 },
    checkSeconds: 60,
    afterMinutes: 15
  })
})

test('a receiver has its type, its address and its token', () => {
  expect(
    load('SERVER_URL=https://server\nRECEIVER_TYPE=ntfy\nRECEIVER_URL=http://ntfy.lan/mimamori\nRECEIVER_TOKEN=tk_abc\nLANGUAGE=en\n')
      .receiver
  ).toEqual({ type: 'ntfy', url: new URL('http://ntfy.lan/mimamori'), token: 'tk_abc' })
})

test('all mistakes are named at once, without what may be secret', () => {
  expect(mistakesIn('SERVER_URL=http://192.168.10.2:8080/api\nRECEIVER_URL=ftp://secret\nRECIEVER_TYPE=x\n')).toEqual([
    'line 1: SERVER_URL: expected the server’s address without a path, such as http://192.168.10.2:8080, found "http://192.168.10.2:8080/api"',
    'line 2: RECEIVER_URL: expected the receiver’s address, such as http://chat.factory.lan/hooks/abc',
    'line 3: RECIEVER_TYPE is not a setting; did you mean RECEIVER_TYPE?'
  ])
  expect(mistakesIn('')).toEqual(['SERVER_URL is missing: expected the server’s address without a path, such as http://192.168.10.2:8080'])
  expect(mistakesIn('SERVER_URL=http://a\nRECEIVER_TYPE=ntfy\nRECEIVER_URL=http://ntfy.lan/\n')).toEqual([
    'line 3: RECEIVER_URL: expected an address that ends in a topic, such as http://ntfy.factory.lan/mimamori'
  ])
})
