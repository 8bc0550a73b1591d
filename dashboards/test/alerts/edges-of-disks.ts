import { disk, inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

const root = `${disk('/dev/mmcblk0p2')},mountpoint="/",fstype="ext4",device_error=""`

/** What a device's disks can suffer from. */
export const edgesOfDisks: readonly Edges[] = [
  {
    alert: 'DiskOutOfSpace',
    severity: 'critical',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_disk_usage_ratio{${inventory}}`]: [...stay(10, 0.969), ...stay(40, 0.97), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    firing: {
      en: 'pi-1 at east has 97% of / in use. Free space now: soon nothing can be saved, and the device’s own programs fail.',
      ja: 'pi-1（east）の / は使用率 97% です。すぐに空きを作ってください。まもなくデータを保存できなくなり、端末のプログラムが失敗します。'
    }
  },
  {
    alert: 'DiskFull',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_disk_usage_ratio{${inventory}}`]: [...stay(10, 0.899), ...stay(40, 0.9), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    firing: {
      en: 'pi-1 at east has 90% of / in use. Free space before logs, updates and the device’s own programs fail.',
      ja: 'pi-1（east）の / は使用率 90% です。ログ、更新、端末のプログラムが失敗する前に、空きを作ってください。'
    }
  },
  {
    alert: 'DiskFillingUp',
    severity: 'warning',
    seenIn: 'live',
    everyMinutes: 5,
    // 12 GB of 32 are left, then 1% less every hour; freed at last.
    series: {
      [`node_filesystem_size_bytes{${root}}`]: stay(200, 32e9),
      [`node_filesystem_readonly{${root}}`]: stay(200, 0),
      [`node_filesystem_avail_bytes{${root}}`]: [...stay(20, 12e9), ...climb(100, 12e9, -6e7), ...stay(80, 20e9)]
    },
    silentAt: 25,
    firesAt: 110,
    // With the first report after it was freed.
    endsAt: 120,
    labels: { mountpoint: '/' },
    firing: {
      en: 'pi-1 at east will fill / in 9h 10m at the rate of the last six hours. Find what is growing, and stop it.',
      ja: 'pi-1（east）の / は、直近 6 時間の増え方が続くと 9 時間 10 分後にいっぱいになります。何が増えているかを調べ、止めてください。'
    }
  },
  {
    alert: 'DiskOutOfInodes',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`node_filesystem_files{${root}}`]: stay(110, 1_000_000),
      [`node_filesystem_readonly{${root}}`]: stay(110, 0),
      [`node_filesystem_files_free{${root}}`]: [...stay(10, 60_000), ...stay(40, 50_000), ...stay(60, 500_000)]
    },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    firing: {
      en:
        'pi-1 at east has 95% of the inodes of / in use. ' +
        'Delete small files that are no longer needed: without inodes nothing new can be saved, even with space left.',
      ja: 'pi-1（east）の / は inode の使用率が 95% です。不要な小さいファイルを削除してください。inode がなくなると、空き容量があっても新しいファイルを保存できません。'
    }
  },
  {
    alert: 'FilesystemReadOnly',
    severity: 'critical',
    seenIn: 'live',
    series: {
      [`mimamori_root_filesystem_readonly{${live},exported_device="/dev/mmcblk0p2",fstype="ext4"}`]: [
        ...stay(10, 0),
        ...stay(40, 1),
        ...stay(60, 0)
      ]
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east has a read-only root file system: nothing is saved. Its SD card is probably failing: prepare a new one.',
      ja: 'pi-1（east）のルートファイルシステムが読み取り専用になり、何も保存されていません。SD カードの故障が疑われます。交換用のカードを用意してください。'
    }
  },
  {
    alert: 'FilesystemErrors',
    severity: 'warning',
    seenIn: 'live',
    series: { [`mimamori_ext4_errors_total{${live},exported_device="mmcblk0p2"}`]: [...stay(10, 0), ...stay(40, 3), ...stay(60, 0)] },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east reports errors in a file system. Save what exists only on this device, then check its card or disk.',
      ja: 'pi-1（east）のファイルシステムでエラーが検出されています。この端末にしかないデータを退避し、カードまたはディスクを調べてください。'
    }
  },
  {
    alert: 'WriteWear',
    severity: 'warning',
    seenIn: 'live',
    everyMinutes: 5,
    // 500 MB an hour, then 1.2 GB an hour, then nothing.
    series: {
      [`node_disk_written_bytes_total{${disk('mmcblk0')}}`]: [...climb(40, 0, 5e8 / 12), ...climb(100, 5e9, 1e8), ...stay(80, 15e9)]
    },
    silentAt: 50,
    firesAt: 125,
    endsAt: 200,
    firing: {
      en: 'pi-1 at east writes 28.8GB a day to its card. Find the program that writes, or move its files to memory or to an SSD.',
      ja: 'pi-1（east）は SD カードに 1 日あたり 28.8GB を書き込んでいます。書き込んでいるプログラムを調べるか、書き込み先をメモリまたは SSD に移してください。'
    }
  }
]
