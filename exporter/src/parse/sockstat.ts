/** The sockets of one protocol: `inuse`, `orphan`, `tw`, `alloc`, `mem`, `memory`, as far as it has them. */
export interface SockstatProtocol {
  /** `sockets` for the whole, else such as `TCP`, `UDP6`. */
  readonly protocol: string
  readonly counts: ReadonlyMap<string, number>
}

/** Reads /proc/net/sockstat and sockstat6: lines such as `TCP: inuse 5 orphan 0 mem 1` (proc_pid_net(5)). */
export const parseSockstat = (text: string): SockstatProtocol[] => {
  const protocols: SockstatProtocol[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [head, ...words] = line.trim().split(' ')
    const counts = new Map<string, number>()
    for (let i = 0; i < words.length; i += 2) {
      const value = Number(words[i + 1])
      if (words[i + 1] === undefined || Number.isNaN(value)) {
        throw new Error(`expected a number after ${words[i]!} in this line of sockstat: ${JSON.stringify(line)}`)
      }
      counts.set(words[i]!, value)
    }
    protocols.push({ protocol: head!.replace(/:$/, ''), counts })
  }
  return protocols
}
