import { collector } from '../collector.ts'
import { parsePageSize } from '../parse/auxv.ts'
import { parseSockstat } from '../parse/sockstat.ts'
import { readBytes, readOptional } from '../read-file.ts'
import { gauge, type Family } from '../text-format/index.ts'

const states = ['inuse', 'orphan', 'tw', 'alloc', 'mem', 'memory']

/** Sockets in use, from /proc/net/sockstat and, with IPv6, sockstat6. */
export const sockstat = collector('sockstat', 'sockets in use', (roots) => {
  let pageSize: number | undefined
  return () => {
    const families: Family[] = []
    const protocols = [
      ...parseSockstat(readOptional(`${roots.proc}/net/sockstat`) ?? ''),
      ...parseSockstat(readOptional(`${roots.proc}/net/sockstat6`) ?? '')
    ]
    const add = (protocol: string, state: string, value: number): void => {
      families.push(gauge(`node_sockstat_${protocol}_${state}`, `Number of ${protocol} sockets in state ${state}.`, value))
    }
    for (const { protocol, counts } of protocols) {
      if (protocol === 'sockets') {
        families.push(gauge('node_sockstat_sockets_used', 'Number of IPv4 sockets in use.', counts.get('used') ?? []))
        continue
      }
      for (const state of states) {
        const value = counts.get(state)
        if (value !== undefined) add(protocol, state, value)
      }
      const pages = counts.get('mem')
      if (pages === undefined) continue
      pageSize ??= parsePageSize(readBytes(`${roots.proc}/self/auxv`) ?? new Uint8Array())
      if (pageSize !== undefined) add(protocol, 'mem_bytes', pages * pageSize)
    }
    return families
  }
})
