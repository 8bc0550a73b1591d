import { collector } from '../collector.ts'
import { readNumber } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** How much randomness the kernel has, from /proc/sys/kernel/random (random(4)). */
export const entropy = collector('entropy', 'how much randomness the kernel holds', (roots) => () => {
  const read = (file: string): number => {
    const path = `${roots.proc}/sys/kernel/random/${file}`
    const bits = readNumber(path)
    if (bits === undefined) throw new Error(`${path} holds no number`)
    return bits
  }
  return [
    gauge('node_entropy_available_bits', 'Bits of available entropy.', read('entropy_avail')),
    gauge('node_entropy_pool_size_bits', 'Bits of entropy pool.', read('poolsize'))
  ]
})
