import { collector } from '../collector.ts'
import { parseMeminfo } from '../parse/meminfo.ts'
import { readText } from '../read-file.ts'
import { gauge, type Family } from '../text-format/index.ts'

/** The fields that node_exporter 1.9 shows, without newer ones of the kernel (Zswap, SecPageTables, …). */
const shownFields = [
  'Active', 'Active(anon)', 'Active(file)', 'AnonHugePages', 'AnonPages', 'Bounce', 'Buffers', 'Cached', 'CmaFree', 'CmaTotal',
  'CommitLimit', 'Committed_AS', 'DirectMap1G', 'DirectMap2M', 'DirectMap4k', 'Dirty', 'HardwareCorrupted', 'HugePages_Free',
  'HugePages_Rsvd', 'HugePages_Surp', 'HugePages_Total', 'Hugepagesize', 'Inactive', 'Inactive(anon)', 'Inactive(file)',
  'KernelStack', 'Mapped', 'MemAvailable', 'MemFree', 'MemTotal', 'Mlocked', 'NFS_Unstable', 'PageTables', 'Percpu',
  'SReclaimable', 'SUnreclaim', 'Shmem', 'ShmemHugePages', 'ShmemPmdMapped', 'Slab', 'SwapCached', 'SwapFree', 'SwapTotal',
  'Unevictable', 'VmallocChunk', 'VmallocTotal', 'VmallocUsed', 'Writeback', 'WritebackTmp'
]

const suffixOf = (field: string): string => {
  const word = field.replace('(', '_').replace(')', '')
  return field.startsWith('HugePages_') ? word : `${word}_bytes`
}

const names = new Map(
  shownFields.map((field) => [field, { name: `node_memory_${suffixOf(field)}`, help: `Memory information field ${suffixOf(field)}.` }])
)

/** The use of memory, from /proc/meminfo. */
export const meminfo = collector('meminfo', 'how memory is used', (roots) => () => {
  const families: Family[] = []
  for (const { name: field, value } of parseMeminfo(readText(`${roots.proc}/meminfo`))) {
    const shown = names.get(field)
    if (shown !== undefined) families.push(gauge(shown.name, shown.help, value))
  }
  return families
})
