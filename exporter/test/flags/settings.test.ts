import { describe, expect, it } from 'vitest'
import { collectorNames } from '../../src/collectors/index.ts'
import { createCollectors } from '../../src/create-collectors.ts'
import { flagTable, readCommandLine } from '../../src/flags/settings.ts'
import { hostRoots } from '../host-trees.ts'

const settingsOf = (...argv: string[]) => {
  const { program, issues } = readCommandLine(argv)
  expect(issues).toEqual([])
  return program!
}

const namesOf = (...argv: string[]): string[] =>
  createCollectors({ roots: hostRoots('vm'), settings: settingsOf(...argv).settings }).map(({ name }) => name)

describe('which collectors run', () => {
  it('is every one that is on by default', () => {
    expect(namesOf()).toEqual(collectorNames.filter((name) => name !== 'systemd'))
  })

  it('can be chosen by name', () => {
    expect(namesOf('--no-collector.loadavg')).not.toContain('loadavg')
    expect(namesOf('--collector.disable-defaults', '--collector.stat', '--collector.cpu')).toEqual(['cpu', 'stat'])
  })
})

describe('the list of collectors', () => {
  it('is sorted, but for the textfiles, which must not take a name from a collector', () => {
    expect(collectorNames).toEqual([...collectorNames.filter((name) => name !== 'textfile').sort(), 'textfile'])
  })
})

describe('the flags', () => {
  it('have their help, a full sentence', () => {
    for (const [name, { help }] of Object.entries(flagTable)) expect(help, name).toMatch(/^(?!.*undefined)[A-Z].*\.$/)
  })

  it('name only flags that there are as excluding each other', () => {
    for (const { excludes } of Object.values(flagTable)) if (excludes !== undefined) expect(Object.keys(flagTable)).toContain(excludes)
  })

  it('lose the slash at the end of a path, so that the root directory is no prefix', () => {
    expect(settingsOf('--path.rootfs=/', `--path.procfs=${import.meta.dirname}/`).roots).toMatchObject({
      rootfs: '',
      proc: import.meta.dirname
    })
  })

  it('reach their collectors', () => {
    expect(
      settingsOf('--collector.netdev.device-exclude=^lo$', '--no-collector.cpu.info', '--collector.vmstat.fields=^nr_').settings.options
    ).toMatchObject({
      cpu: { info: false, guest: true },
      netdev: { exclude: /^lo$/ },
      vmstat: { fields: /^nr_/ }
    })
  })

  it('let an inclusion of disks take the place of the default exclusion', () => {
    expect(settingsOf('--collector.diskstats.device-include=^loop').settings.options?.diskstats).toEqual({
      include: /^loop/,
      exclude: undefined
    })
  })

  it('say where to listen', () => {
    expect(settingsOf().listen).toEqual({ host: '127.0.0.1', port: 9100 })
    expect(settingsOf('--web.listen-address=:9200').listen).toEqual({ port: 9200 })
    expect(readCommandLine(['--web.listen-address=here', '--colector.cpu']).issues.map(({ flag }) => flag)).toEqual([
      '--colector.cpu',
      '--web.listen-address'
    ])
  })
})
