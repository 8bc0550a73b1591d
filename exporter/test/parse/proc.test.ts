import { describe, expect, it } from 'vitest'
import { parsePageSize } from '../../src/parse/auxv.ts'
import { parseCpuList } from '../../src/parse/cpu-list.ts'
import { parseCpuinfo } from '../../src/parse/cpuinfo.ts'
import { parseDiskstats } from '../../src/parse/diskstats.ts'
import { parseMeminfo } from '../../src/parse/meminfo.ts'
import { parsePressure } from '../../src/parse/pressure.ts'
import { parseProcStat } from '../../src/parse/proc-stat.ts'
import { parseSchedstat } from '../../src/parse/schedstat.ts'
import { parseUdevData } from '../../src/parse/udev-data.ts'
import { parseVmstat } from '../../src/parse/vmstat.ts'

describe('/proc/stat', () => {
  it('gives the ticks of each CPU, without their sum, and the counts', () => {
    expect(
      parseProcStat(
        'cpu  3 3\ncpu0 1 2\ncpu11 2 1\nintr 7 1 1\nctxt 8\nbtime 9\nprocesses 10\nprocs_running 11\nprocs_blocked 12\nsoftirq 13 14 15\n'
      )
    ).toEqual({
      cpus: [
        { cpu: '0', ticks: [1, 2] },
        { cpu: '11', ticks: [2, 1] }
      ],
      intr: 7,
      ctxt: 8,
      btime: 9,
      processes: 10,
      procsRunning: 11,
      procsBlocked: 12,
      softirq: [13, 14, 15]
    })
  })

  it('leaves out what the kernel does not say, and what it says that we do not know', () => {
    expect(parseProcStat('cpu0 1 2\npage 5 6\n')).toEqual({ cpus: [{ cpu: '0', ticks: [1, 2] }] })
  })

  it('reads the first number of a line of many thousand', () => {
    expect(parseProcStat(`intr 123456789012345${' 0'.repeat(50_000)}\n`).intr).toBe(123456789012345)
  })
})

describe('a list of CPUs', () => {
  it.each([['', []], ['\n', []], ['0', [0]], ['0-3\n', [0, 1, 2, 3]], ['1,3-4,7', [1, 3, 4, 7]]])('reads %j', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus)
  })

  it('refuses anything else', () => {
    expect(() => parseCpuList('all')).toThrow('expected a list of CPUs such as 0-2,5, found "all"')
  })
})

describe('/proc/cpuinfo', () => {
  it('gives the fields of each processor', () => {
    const cpus = parseCpuinfo('processor\t: 0\nmodel name\t: A: B\npower management:\n\nprocessor\t: 1\nmodel name\t: C\n\n')
    expect(cpus.map((fields) => Object.fromEntries(fields))).toEqual([
      { processor: '0', 'model name': 'A: B', 'power management': '' },
      { processor: '1', 'model name': 'C' }
    ])
  })

  it("leaves a board's own fields out, which ARM writes after the last processor", () => {
    expect(parseCpuinfo('processor\t: 0\n\nHardware\t: BCM2835\nModel\t\t: Raspberry Pi 4 Model B\n')).toHaveLength(1)
  })
})

describe('/proc/meminfo', () => {
  it('gives bytes where there is a unit, and counts where there is none', () => {
    expect(parseMeminfo('MemTotal:        2048 kB\nActive(anon):       0 kB\nHugePages_Total:       3\n')).toEqual([
      { name: 'MemTotal', value: 2097152 }, { name: 'Active(anon)', value: 0 }, { name: 'HugePages_Total', value: 3 }
    ])
  })

  it('refuses a line without a number', () => {
    expect(() => parseMeminfo('MemTotal: lots\n')).toThrow('expected a number in this line of meminfo: "MemTotal: lots"')
  })
})

describe('/proc/diskstats', () => {
  it.each([11, 15, 17])('reads a line of %s numbers', (length) => {
    const counts = Array.from({ length }, (_, i) => i + 1)
    expect(parseDiskstats(` 179       0 mmcblk0 ${counts.join(' ')}\n`)).toEqual([{ major: 179, minor: 0, device: 'mmcblk0', counts }])
  })

  it('passes over the short line of a partition under an old kernel', () => {
    expect(parseDiskstats('   8       1 sda1 1 2 3 4\n\n')).toEqual([])
  })

  it('refuses a word among the numbers', () => {
    expect(() => parseDiskstats('8 0 sda 1 2 3 4 5 six 7 8 9 10 11\n')).toThrow('expected numbers in this line of diskstats')
  })
})

describe("udev's data", () => {
  it('gives the properties and nothing else, with whatever stands after the first equals sign', () => {
    expect(Object.fromEntries(parseUdevData('S:disk/by-id/x\nE:ID_MODEL=A=B\nE:ID_EMPTY=\nE:NONSENSE\nG:systemd\n'))).toEqual({
      ID_MODEL: 'A=B',
      ID_EMPTY: ''
    })
  })
})

describe('/proc/pressure', () => {
  it('gives the totals in microseconds', () => {
    expect(parsePressure('some avg10=0.00 avg60=0.00 avg300=0.00 total=123\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=45\n')).toEqual({
      some: 123,
      full: 45
    })
  })

  it('has no share that the kernel does not write, as irq has no some', () => {
    expect(parsePressure('full avg10=0.00 avg60=0.00 avg300=0.00 total=45\n')).toEqual({ full: 45 })
  })
})

describe('/proc/schedstat', () => {
  it("gives the last three numbers of each CPU's line, and passes over the domains", () => {
    expect(parseSchedstat('version 16\ntimestamp 1\ncpu10 0 1 2 3 4 5 6 7 8\ndomain0 f 0 0\n')).toEqual([
      { cpu: '10', runningNanoseconds: 6, waitingNanoseconds: 7, timeslices: 8 }
    ])
  })

  it('refuses a short line', () => {
    expect(() => parseSchedstat('cpu0 1 2 3\n')).toThrow('expected nine numbers')
  })
})

describe('/proc/vmstat', () => {
  it('gives the wanted fields only', () => {
    expect(parseVmstat('pgpgin 1\nnr_free_pages 2\noom_kill 3', (name) => !name.startsWith('nr_'))).toEqual([
      { name: 'pgpgin', value: 1 },
      { name: 'oom_kill', value: 3 }
    ])
  })

  it('refuses a wanted field without a number', () => {
    expect(() => parseVmstat('pgpgin x\n', () => true)).toThrow('expected a number for pgpgin in vmstat')
  })
})

describe('/proc/self/auxv', () => {
  const auxv = (...numbers: number[]): Uint8Array => new Uint8Array(BigUint64Array.from(numbers, BigInt).buffer)

  it('gives the size of a page', () => {
    expect(parsePageSize(auxv(16, 0x887, 6, 16384, 0, 0))).toBe(16384)
  })

  it.each([
    ['it is not there', auxv(16, 6, 0, 0)],
    ['the file is cut off', auxv(16, 1, 6)],
    ['the file is empty', auxv()]
  ])('gives nothing where %s', (_, file) => {
    expect(parsePageSize(file)).toBeUndefined()
  })
})
