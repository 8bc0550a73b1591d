import { inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

/** What the agent is set to watch, what it logs, and what it sends. */
export const edgesOfServices: readonly Edges[] = [
  {
    alert: 'WatchedServiceDown',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`mimamori_watched_unit_active{${live},name="kiosk.service"}`]: [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)],
      [`mimamori_watched_unit_active{${live},name="ssh.socket"}`]: stay(110, 1)
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    labels: { name: 'kiosk.service' },
    firing: {
      en: 'pi-1 at east reports that kiosk.service is down or keeps restarting. Its log says why.',
      ja: 'pi-1（east）の kiosk.service が止まっているか、再起動を繰り返しています。原因はサービスのログで確認してください。'
    }
  },
  {
    alert: 'WatchedCheckFailing',
    severity: 'warning',
    seenIn: 'live',
    series: { [`mimamori_watched_http_up{${live},name="signage"}`]: [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)] },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    labels: { name: 'signage' },
    firing: {
      en: 'pi-1 at east gets no good answer from signage. See whether its service runs.',
      ja: 'pi-1（east）の signage から正常な応答がありません。サービスが動いているか確認してください。'
    }
  },
  {
    alert: 'ErrorBurst',
    severity: 'warning',
    seenIn: 'inventory',
    // One a minute, then two.
    series: {
      [`mimamori_device_log_lines_total{${inventory},level="error"}`]: [...climb(60, 0, 1), ...climb(70, 61, 2), ...stay(130, 200)]
    },
    silentAt: 100,
    firesAt: 112,
    endsAt: 190,
    firing: {
      en: 'pi-1 at east has logged 113 errors in the last hour. Its page shows the newest.',
      ja: 'pi-1（east）は、直近 1 時間に 113 件のエラーを記録しました。新しいものは端末のページに表示されます。'
    }
  },
  {
    alert: 'ItemsDropped',
    severity: 'warning',
    seenIn: 'inventory',
    series: { [`mimamori_device_dropped_items_total{${inventory},kind="logs"}`]: [...stay(30, 0), ...stay(180, 12)] },
    silentAt: 39,
    firesAt: 41,
    endsAt: 100,
    firing: {
      en: 'pi-1 at east had to discard log lines or reports in the last hour. Its spool was full, its journal was removed before it was read, or the collector did not accept them.',
      ja: 'pi-1（east）は、直近 1 時間にログまたは報告の一部を捨てました。スプールがいっぱいになったか、読み取る前にジャーナルが削除されたか、コレクターが受け付けませんでした。'
    }
  },
  {
    alert: 'KeyRefused',
    severity: 'warning',
    seenIn: 'inventory',
    series: {
      [`mimamori_device_key_refused_timestamp_seconds{${inventory}}`]: [...stay(10, undefined), ...stay(40, 600)],
      [`mimamori_device_clock_skew_seconds{${inventory}}`]: stay(110, 0)
    },
    silentAt: 24,
    firesAt: 25,
    endsAt: 53,
    firing: {
      en: 'pi-1 at east sends a key that the collector rejects, so nothing it sends is stored. Issue a new key for it.',
      ja: 'pi-1（east）のキーをコレクターが拒否しているため、何も保存されていません。キーを再発行してください。'
    }
  },
  {
    alert: 'IdentityConflict',
    severity: 'warning',
    seenIn: 'inventory',
    // One of long ago, one of now, and then as if a day had passed.
    series: {
      [`mimamori_device_identity_conflict_timestamp_seconds{${inventory}}`]: [...stay(10, -90_000), ...stay(40, 600), ...stay(60, -90_000)]
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    firing: {
      en: 'pi-1 at east reports from two machines in turn: its SD card was probably copied. Its page shows both addresses. Give one of them a name of its own.',
      ja: 'pi-1（east）として 2 台のマシンが交互に報告しています。SD カードを複製したと思われます。2 台のアドレスは端末のページで確認できます。一方に別の名前を付けてください。'
    }
  }
]
