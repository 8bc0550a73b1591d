import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { toLogItem } from '../../src/run/agent-log.ts'
import { createLogSpool } from '../../src/spool/log-spool.ts'
import { boot, stream } from '../spool/line-spool.ts'
import { createLogger, formatJournalLine, formatLine, type LogLine } from '../../src/log/logger.ts'

const line = (fields: LogLine['fields'], message = 'collector not reachable'): LogLine => ({ level: 'warn', message, fields, local: false })

describe('a log line', () => {
  test('is logfmt, with quotes where they are needed', () => {
    expect(
      formatLine(line({ reason: 'connect ECONNREFUSED 10.0.0.5:8080', tries: 3, code: 'X', path: 'a=b', empty: '', unsaid: undefined }))
    ).toBe('level=warn msg="collector not reachable" reason="connect ECONNREFUSED 10.0.0.5:8080" tries=3 code=X path="a=b" empty=""')
  })

  test('stays one line whatever it says', () => {
    expect(formatLine(line({ reason: 'first\nsecond "third"' }))).toBe(
      'level=warn msg="collector not reachable" reason="first\\nsecond \\"third\\""'
    )
  })

  test('gives journald its priority', () => {
    expect(formatJournalLine(line({}, 'stopping'))).toBe('<4>level=warn msg=stopping')
  })
})

describe('the logger', () => {
  const collect = (threshold: Parameters<typeof createLogger>[0]) => {
    const lines: LogLine[] = []
    return { lines, log: createLogger(threshold, (each) => lines.push(each)) }
  }

  test('leaves out what is below its level', () => {
    const { log, lines } = collect('warn')
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]({}, level)
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error'])
  })

  test('writes no secret, to nobody', () => {
    const { log, lines } = collect('info')
    log.info({ reason: 'PGPASSWORD=geheim psql', tries: 3 }, 'asked http://user:geheim@127.0.0.1/')
    expect(lines).toEqual([
      { level: 'info', message: 'asked http://***@127.0.0.1/', fields: { reason: 'PGPASSWORD=*** psql', tries: 3 }, local: false }
    ])
  })

  test('marks the lines that are not to be shipped', () => {
    const { log, lines } = collect('info')
    log.info({}, 'a')
    log.local.info({}, 'b')
    log.local.local.info({}, 'c')
    expect(lines.map(({ local }) => local)).toEqual([false, true, true])
  })
})

describe('a line to ship', () => {
  const clock = { monotonicMs: () => 61_000, wallMs: () => 1_795_608_000_000 }

  test('has both clocks, its level and its fields', () => {
    expect(toLogItem(line({ code: 'X' }), clock)).toEqual({
      monotonicMs: 61_000,
      wallMs: 1_795_608_000_000,
      level: 'warn',
      message: 'collector not reachable',
      unit: 'mimamori-agent.service',
      context: { code: 'X' }
    })
    expect(toLogItem(line({}), clock)).not.toHaveProperty('context')
  })

  test('is cut to what the contract takes', () => {
    expect(toLogItem(line({}, 'x'.repeat(10_000)), clock).message).toHaveLength(8192)
  })

  test('counts towards the spool with all that it says', () => {
    const spool = createLogSpool({ bounds: { maxBytes: 100_000 }, stream, clock, ageOf: () => undefined })
    spool.append({ items: [toLogItem(line({ reason: 'x'.repeat(500) }, 'y'.repeat(500)), clock)], boot })
    expect(spool.stats().bytes).toBeGreaterThan(1000)
  })
})

test('a line that finds no space does not end the agent', () => {
  const program = `
    import { writeToStdout } from ${JSON.stringify(import.meta.resolve('../../src/log/logger.ts'))}
    writeToStdout({ level: 'info', message: 'started', fields: {} })
    process.stderr.write('went on')`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8', stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe']
  })
  expect(stderr).toBe('went on')
})
