import { inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

/** What a device's board can suffer from: memory, heat, power, clock. */
export const edgesOfBoards: readonly Edges[] = [
  {
    alert: 'MemoryShort',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_memory_usage_ratio{${inventory}}`]: [...stay(10, 0.899), ...stay(40, 0.9), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east has 10% of its memory left or less, or had to kill a program to get some. Find the program that grows.',
      ja: 'pi-1（east）のメモリの空きが 10% 以下になったか、メモリ不足でプログラムが強制終了されました。メモリを使い続けているプログラムを調べてください。'
    }
  },
  {
    alert: 'TooHot',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_temperature_celsius{${inventory}}`]: [...stay(10, 79.9), ...stay(40, 82.4), ...stay(60, 60)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east is at 82 °C and slows itself down. Check its fan, its case and where it is mounted.',
      ja: 'pi-1（east）の温度は 82 °C で、動作が遅くなっています。ファン、ケース、設置場所を確認してください。'
    }
  },
  {
    alert: 'Undervoltage',
    severity: 'warning',
    seenIn: 'live',
    // A dip at the start says nothing.
    series: { [`mimamori_throttling_active{${live},condition="undervoltage"}`]: [1, 1, ...stay(60, 0), ...stay(10, 1), ...stay(120, 0)] },
    silentAt: 70,
    firesAt: 80,
    endsAt: 135,
    firing: {
      en: 'pi-1 at east got less than 4.63 V several times in the last hour. Replace its power supply or cable: low voltage crashes devices and corrupts SD cards.',
      ja: 'pi-1（east）の電圧が、直近 1 時間に繰り返し 4.63 V を下回りました。電源またはケーブルを交換してください。電圧不足は端末の停止や SD カードの破損につながります。'
    }
  },
  {
    alert: 'Throttled',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`mimamori_throttling_active{${live},condition="frequency_capped"}`]: [...stay(62, 0), ...stay(10, 1), ...stay(120, 0)],
      [`mimamori_throttling_active{${live},condition="soft_temperature_limit"}`]: stay(192, 1)
    },
    silentAt: 70,
    firesAt: 80,
    endsAt: 135,
    firing: {
      en: 'pi-1 at east was slowed down by its firmware several times in the last hour. Heat or a weak power supply is the usual cause.',
      ja: 'pi-1（east）は、直近 1 時間に繰り返しファームウェアに速度を落とされました。主な原因は、熱か電源の能力不足です。'
    }
  },
  {
    alert: 'ClockWrong',
    severity: 'warning',
    seenIn: 'inventory',
    series: { [`mimamori_device_clock_skew_seconds{${inventory}}`]: [...stay(10, -60), ...stay(40, -61), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east has a clock that differs from the server’s by 1m 1s. Check that it can reach its time server.',
      ja: 'pi-1（east）の時計は、サーバーと 1 分 1 秒ずれています。時刻サーバーに接続できるか確認してください。'
    }
  },
  {
    alert: 'Rebooting',
    severity: 'warning',
    seenIn: 'live',
    // Up for two hours, then three starts half an hour apart; its clock is set anew at each, as without an RTC.
    everyMinutes: 5,
    series: {
      [`node_time_seconds{${live}}`]: climb(120, 1_700_000_000, 300),
      [`node_boot_time_seconds{${live}}`]: [
        ...stay(12, 1_699_000_000),
        ...stay(12, 1_699_000_007),
        ...[24, 30, 36].flatMap((step) => stay(step === 36 ? 84 : 6, 1_700_000_000 + step * 300 - 20))
      ]
    },
    silentAt: 37,
    firesAt: 39,
    endsAt: 110,
    firing: {
      en: 'pi-1 at east has restarted 3 times within six hours. Power, heat and the hardware watchdog are the usual causes.',
      ja: 'pi-1（east）は 6 時間以内に 3 回再起動しました。主な原因は、電源、熱、ハードウェアウォッチドッグです。'
    }
  }
]
