import { collector } from '../collector.ts'
import { readText } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** Open file handles and their limit, from /proc/sys/fs/file-nr (proc_sys_fs(5)). */
export const filefd = collector('filefd', 'open file handles', (roots) => () => {
  const [allocated, , maximum] = readText(`${roots.proc}/sys/fs/file-nr`).trim().split('\t').map(Number)
  if (allocated === undefined || maximum === undefined || Number.isNaN(allocated + maximum)) {
    throw new Error('/proc/sys/fs/file-nr does not hold three numbers')
  }
  return [
    gauge('node_filefd_allocated', 'File descriptor statistics: allocated.', allocated),
    gauge('node_filefd_maximum', 'File descriptor statistics: maximum.', maximum)
  ]
})
