import { machine } from 'node:os'
import { collector } from '../collector.ts'
import { readOptional } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** The kernel's name and version and the host's name, from /proc/sys/kernel, which has the answers of uname(2). */
export const uname = collector('uname', "the kernel's version and the host's name", (roots) => () => {
  const read = (file: string): string => readOptional(`${roots.proc}/sys/kernel/${file}`) ?? ''
  const labels = {
    sysname: read('ostype'),
    release: read('osrelease'),
    version: read('version'),
    // Exists only since Linux 6.1.
    machine: read('arch') || machine(),
    nodename: read('hostname'),
    domainname: read('domainname')
  }
  return [gauge('node_uname_info', 'Labeled system information as provided by the uname system call.', [{ labels, value: 1 }])]
})
