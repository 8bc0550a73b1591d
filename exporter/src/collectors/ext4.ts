import { collector, NoDataError } from '../collector.ts'
import { readInteger } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { counter, gauge, knownSamples, type Sample } from '../text-format/index.ts'

/** Counters of the ext4 driver for each mounted file system (Linux Documentation/ABI/testing/sysfs-fs-ext4). */
export const ext4 = collector('ext4', 'errors of ext4 file systems, and bytes written to them over their life', (roots) => {
  const directory = `${roots.sys}/fs/ext4`
  return () => {
    const devices = listNames(directory, /./).filter((device) => device !== 'features')
    if (devices.length === 0) throw new NoDataError('no ext4 file system is mounted')
    const samples = (file: string): Sample[] => knownSamples('device', devices, (device) => readInteger(`${directory}/${device}/${file}`))
    const timestamps = (file: string): Sample[] => samples(file).filter(({ value }) => value > 0)
    return [
      counter(
        'mimamori_ext4_errors_total',
        'File system errors found since the last repair (e2fsck resets this to 0). Persists across reboots.',
        samples('errors_count')
      ),
      gauge(
        'mimamori_ext4_first_error_timestamp_seconds',
        "Time of the first file system error, by the device's own clock. Absent if there is none.",
        timestamps('first_error_time')
      ),
      gauge(
        'mimamori_ext4_last_error_timestamp_seconds',
        "Time of the last file system error, by the device's own clock. Absent if there is none.",
        timestamps('last_error_time')
      ),
      counter(
        'mimamori_ext4_written_bytes_total',
        'Bytes written to this file system since it was created: all writes of the kernel to its partition while it was mounted, including metadata and journal. ' +
          'Not included: writes before it was created (an image), past the file system, by the card itself, and after the last sync before a power cut.',
        samples('lifetime_write_kbytes').map((sample) => ({ ...sample, value: sample.value * 1024 }))
      )
    ]
  }
})
