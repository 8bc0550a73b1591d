import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { deviceAlert } from './define-alert.ts'
import { duration } from './alert-text.ts'
import { ofCollector, ofDevices } from './last-samples.ts'
import type { Condition } from './lasting-condition.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const labels = `${deviceLabels}, mountpoint`

/** The condition of file systems of which at least this share is used, with the share as its value. */
const usage = (ratio: number): Condition & { readonly or: Condition } => ({
  labels,
  among: 'mountpoint="/"',
  evidence: 'keyMetrics',
  expr: `
# The same value as the page's, which every agent gives.
label_replace(max by (${deviceLabels}) (${ofCollector('mimamori_device_disk_usage_ratio')}), "mountpoint", "/", "", "") >= ${ratio}
`,
  or: { labels, among: 'mountpoint!="/"', evidence: 'live', expr: `device:node_filesystem_usage:ratio >= ${ratio}` }
})
/** By then, the space that a log rotation or the archive of an update takes is freed again. */
const usageFor = '15m'

const available = ofDevices('node_filesystem_avail_bytes', ofDisks)
const size = ofDevices('node_filesystem_size_bytes', ofDisks)
const sixHours = `node_filesystem_avail_bytes{${ofDisks}, ${notLate}}[6h]`

/** Disks and file systems of devices. */
export const diskAlerts: readonly Alert[] = [
  /** Its value is the used share of the file system. Critical like a read-only root: soon nothing can be saved. */
  deviceAlert({
    name: 'DiskOutOfSpace',
    severity: 'critical',
    for: usageFor,
    ...usage(limits.diskOutOfSpaceRatio),
    en: {
      summary: 'A disk has almost no space left.',
      now: 'has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} in use',
      before: 'had almost no space left on {{ $labels.mountpoint }}',
      next: 'Free space now: soon nothing can be saved, and the device’s own programs fail.'
    },
    ja: {
      summary: 'ディスクの空きがほとんどありません。',
      now: 'の {{ $labels.mountpoint }} は使用率 {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の空きがほとんどありませんでした',
      next: 'すぐに空きを作ってください。まもなくデータを保存できなくなり、端末のプログラムが失敗します。'
    }
  }),
  /** Its value is the used share of the file system. */
  deviceAlert({
    name: 'DiskFull',
    for: usageFor,
    ...usage(limits.diskUsageRatio),
    en: {
      summary: 'A disk is nearly full.',
      now: 'has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} in use',
      before: 'had {{ $labels.mountpoint }} nearly full',
      next: 'Free space before logs, updates and the device’s own programs fail.'
    },
    ja: {
      summary: 'ディスクの空きが残りわずかです。',
      now: 'の {{ $labels.mountpoint }} は使用率 {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の空きが残りわずかでした',
      next: 'ログ、更新、端末のプログラムが失敗する前に、空きを作ってください。'
    }
  }),
  /** Its value is the time in seconds until the disk is full at the current rate. */
  deviceAlert({
    name: 'DiskFillingUp',
    // A backup or a download writes a lot for half an hour, and then stops.
    for: '1h',
    labels,
    evidence: 'live',
    expr: `
# In how many seconds it is full if it goes on so.
${whoseDisk(`min by (instance, site, role, mountpoint) (
  ${available} / (-deriv(${sixHours}) > 0) < ${limits.diskFillingUpWithinSeconds}
  and ${available} / ${size} < ${limits.diskFillingUpAvailableRatio}
  and ${ofDevices('node_filesystem_readonly', ofDisks)} == 0
  # Somebody has made space since: the rate of six hours would say so only after one or two.
  unless (${available} - min_over_time(${sixHours})) / ${size} > ${limits.diskFreedRatio}
)`, labels)}
`,
    en: {
      summary: 'A disk will be full within a day.',
      now: `will fill {{ $labels.mountpoint }} in ${duration.en} at the rate of the last six hours`,
      before: 'was filling {{ $labels.mountpoint }}',
      next: 'Find what is growing, and stop it.'
    },
    ja: {
      summary: '1 日以内にディスクがいっぱいになります。',
      now: `の {{ $labels.mountpoint }} は、直近 6 時間の増え方が続くと ${duration.ja}後にいっぱいになります`,
      before: ' {{ $labels.mountpoint }} の使用量が増え続けていました',
      next: '何が増えているかを調べ、止めてください。'
    }
  }),
  /**
   * Its value is the used share of the inodes. File systems that have no fixed number of them say 0, which is no number after the division.
   */
  deviceAlert({
    name: 'DiskOutOfInodes',
    // As for space: a program's temporary files are deleted by then.
    for: '15m',
    labels,
    evidence: 'live',
    expr: `
1 - ${whoseDisk(`min by (instance, site, role, mountpoint) (
  ${ofDevices('node_filesystem_files_free', ofDisks)} / ${ofDevices('node_filesystem_files', ofDisks)} <= ${limits.inodesFreeRatio}
  unless ${ofDevices('node_filesystem_readonly', ofDisks)} == 1
)`, labels)}
`,
    en: {
      summary: 'A disk can hold almost no more files.',
      now: 'has {{ $value | humanizePercentage }} of the inodes of {{ $labels.mountpoint }} in use',
      before: 'had almost no inodes left on {{ $labels.mountpoint }}',
      next: 'Delete small files that are no longer needed: without inodes nothing new can be saved, even with space left.'
    },
    ja: {
      summary: 'ディスクにファイルを作れなくなりつつあります。',
      now: 'の {{ $labels.mountpoint }} は inode の使用率が {{ $value | humanizePercentage }} です',
      before: ' {{ $labels.mountpoint }} の inode がほとんど残っていませんでした',
      next: '不要な小さいファイルを削除してください。inode がなくなると、空き容量があっても新しいファイルを保存できません。'
    }
  }),
  deviceAlert({
    name: 'FilesystemReadOnly',
    severity: 'critical',
    // A read-only root does not recover by itself; an update that remounts it is faster.
    for: '10m',
    evidence: 'live',
    expr: `
(
  max by (${deviceLabels}) (${ofDevices('mimamori_root_filesystem_readonly')})
  or
  # A device without the agent. A writable overlay covers a read-only root.
${whoseDisk(`min by (instance, site, role) (${ofDevices('node_filesystem_readonly', 'mountpoint="/"')})`).replace(/^/gm, '  ')}
) == 1
`,
    en: {
      summary: 'A device can no longer write to its disk.',
      now: 'has a read-only root file system: nothing is saved',
      before: 'had a read-only root file system',
      next: 'Its SD card is probably failing: prepare a new one.'
    },
    ja: {
      summary: '端末がディスクに書き込めません。',
      now: 'のルートファイルシステムが読み取り専用になり、何も保存されていません',
      before: 'ルートファイルシステムが読み取り専用でした',
      next: 'SD カードの故障が疑われます。交換用のカードを用意してください。'
    }
  }),
  deviceAlert({
    name: 'FilesystemErrors',
    for: '10m',
    evidence: 'live',
    expr: `
# Counted in the file system itself, across reboots, until e2fsck repairs it.
sum by (${deviceLabels}) (max by (${deviceLabels}, exported_device) (${ofDevices('mimamori_ext4_errors_total')})) > 0
or
# Of any kind, where it does not even say how full it is.
${whoseDisk(`max by (instance, site, role) (${ofDevices('node_filesystem_device_error', ofDisks)}) == 1`)}
`,
    en: {
      summary: 'A file system has errors.',
      now: 'reports errors in a file system',
      before: 'had errors in a file system',
      next: 'Save what exists only on this device, then check its card or disk.'
    },
    ja: {
      summary: 'ファイルシステムにエラーがあります。',
      now: 'のファイルシステムでエラーが検出されています',
      before: 'ファイルシステムのエラーが検出されていました',
      next: 'この端末にしかないデータを退避し、カードまたはディスクを調べてください。'
    }
  }),
  /** Its value is the number of bytes written to the card per day. */
  deviceAlert({
    name: 'WriteWear',
    for: '1h',
    evidence: 'live',
    expr: `86400 * device:node_disk_written_bytes:rate6h > ${limits.writtenBytesPerDay}`,
    en: {
      summary: 'A device writes so much that its SD card will wear out early.',
      now: 'writes {{ $value | humanize }}B a day to its card',
      before: 'was writing too much to its card',
      next: 'Find the program that writes, or move its files to memory or to an SSD.'
    },
    ja: {
      summary: '書き込みが多く、SD カードの寿命が縮んでいます。',
      now: 'は SD カードに 1 日あたり {{ $value | humanize }}B を書き込んでいます',
      before: ' SD カードへの書き込みが多すぎました',
      next: '書き込んでいるプログラムを調べるか、書き込み先をメモリまたは SSD に移してください。'
    }
  })
]
