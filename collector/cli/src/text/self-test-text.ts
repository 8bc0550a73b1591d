import { setUpCommandIn } from '@mimamori/program/packaged-server'
import type { Reader } from './pair.ts'

interface Counts { readonly passed: number, readonly failed: number, readonly notSetUp: number }

/** Messages of the self-test of a server: each step says what it does, what it expects, and what to do if it fails. */
export const selfTestText = ({ mimamori, pair }: Reader) => ({
  selfTestNames: {
    report: pair('Report', '報告'),
    logLine: pair('Log line', 'ログ'),
    alert: pair('Alert', 'アラート'),
    agentUpdate: pair('Update of this server’s agent', 'サーバー自身のエージェントの更新'),
    deviceUpdates: pair('Updates of devices', '端末の更新')
  },
  selfTestOutcomes: { passed: pair('OK', '成功'), failed: pair('FAILED', '失敗'), notSetUp: pair('NOT SET UP', '未設定') },
  selfTestOutcome: pair((outcome: string, message: string) => `${outcome}: ${message}`, (outcome, message) => `${outcome}：${message}`),
  selfTestExpected: pair((expected: string) => `Expected: ${expected}`, (expected) => `期待する結果：${expected}`),
  selfTestToDo: pair((advice: string) => `What to do: ${advice}`, (advice) => `対処：${advice}`),
  selfTestWaiting: pair((seconds: number, of: number) => `  … ${seconds} s of at most ${of} s`, (seconds, of) => `  …${seconds} 秒経過（最長 ${of} 秒）`),
  selfTestNoAgent: pair(
    'no agent of this server’s own is installed, so this was not tried',
    'このサーバー自身のエージェントがインストールされていないため、確認していません'
  ),
  selfTestProgramFailed: pair((program: string, output: string) => `${program} failed:\n${output}`, (program, output) => `${program} が失敗しました。\n${output}`),
  selfTestReport: {
    does: pair(
      (device: string) => `Waits for the next report of the agent on this server (${device}).`,
      (device) => `このサーバーのエージェント（${device}）からの次の報告を待ちます。`
    ),
    expects: pair((seconds: number) => `the page has a new report within ${seconds} seconds`, (seconds) => `${seconds} 秒以内に、新しい報告が管理画面に反映される`),
    advice: pair(
      'see why the agent does not report: sudo systemctl status mimamori-agent, sudo journalctl -u mimamori-agent -n 20',
      '次のコマンドでエージェントの状態とログを確認してください：sudo systemctl status mimamori-agent、sudo journalctl -u mimamori-agent -n 20'
    ),
    passed: pair(
      (device: string, seconds: number) => `${device} reported after ${seconds} s`,
      (device, seconds) => `${seconds} 秒後に ${device} の報告が届きました`
    ),
    missing: pair(
      (device: string, seconds: number) => `${device} has not reported within ${seconds} s`,
      (device, seconds) => `${seconds} 秒以内に ${device} の報告が届きませんでした`
    )
  },
  selfTestLogLine: {
    does: pair('Writes a line to the journal of this server, and searches the log for it.', 'このサーバーのジャーナルに 1 行書き込み、ログを検索します。'),
    expects: pair((seconds: number) => `the log has the line within ${seconds} seconds`, (seconds) => `${seconds} 秒以内に、その行がログで見つかる`),
    advice: pair(
      'see what waits to be sent, and why: sudo journalctl -u mimamori-agent -n 20, sudo journalctl -u mimamori-collector -n 20',
      '送信待ちのログとその理由を、次のコマンドで確認してください：sudo journalctl -u mimamori-agent -n 20、sudo journalctl -u mimamori-collector -n 20'
    ),
    narrowed: pair(
      (setting: string) => `${setting} in /etc/mimamori/agent.conf leaves out such lines`,
      (setting) => `/etc/mimamori/agent.conf の ${setting} により、この行は送信されません`
    ),
    noJournal: pair('this machine has no systemd journal', 'このマシンには systemd のジャーナルがありません'),
    passed: pair(
      (marker: string, seconds: number) => `found “${marker}” after ${seconds} s`,
      (marker, seconds) => `${seconds} 秒後に「${marker}」が見つかりました`
    ),
    missing: pair(
      (marker: string, seconds: number) => `“${marker}” is not in the log after ${seconds} s`,
      (marker, seconds) => `${seconds} 秒たっても「${marker}」がログにありません`
    )
  },
  selfTestAlert: {
    does: pair(
      'Adds a receiver for the test, sends it a test alert through Alertmanager, and removes it.',
      'テスト用の通知先を追加し、Alertmanager を通してテストのアラートを送り、通知先を削除します。'
    ),
    expects: pair(
      (seconds: number) => `the alert arrives at this command within ${seconds} seconds`,
      (seconds) => `${seconds} 秒以内に、このコマンドにアラートが届く`
    ),
    advice: pair(
      'see whether both run: sudo systemctl status mimamori-alertmanager mimamori-collector. The log of the first: sudo journalctl -u mimamori-alertmanager -n 20',
      '両方のサービスが動いているか確認してください：sudo systemctl status mimamori-alertmanager mimamori-collector。' +
        'Alertmanager のログ：sudo journalctl -u mimamori-alertmanager -n 20'
    ),
    noAlertmanager: pair('no Alertmanager is set, so nobody is notified of alerts', 'Alertmanager が設定されていないため、アラートは誰にも届きません'),
    byHand: pair(
      'Alertmanager’s configuration is kept by hand; test a receiver on the page, under Alerts → Receivers',
      'Alertmanager の設定は手動で管理されています。管理画面の「アラート」→「通知先」でテストしてください'
    ),
    passed: pair('the test alert arrived, and the receiver is removed', 'テストのアラートが届き、テスト用の通知先を削除しました'),
    notHere: pair('the collector says that it sent the alert, and it has not arrived', 'コレクターは送信済みとしていますが、アラートが届いていません'),
    nameTaken: pair(
      (name: string) => `another self-test is running, or there is a receiver ${name}. If it is not needed: ${mimamori} receivers remove ${name}`,
      (name) => `別の自己テストを実行中か、${name} という通知先があります。不要なら削除してください：${mimamori} receivers remove ${name}`
    )
  },
  selfTestAgentUpdate: {
    does: pair(
      'Makes the installed agent an outdated one, and has the set-up update it, as each upgrade does.',
      'インストール済みのエージェントを古い版として扱い、アップグレード時と同じように設定コマンドで更新します。'
    ),
    expects: pair(
      (seconds: number) => `the agent is replaced and restarted, and reports within ${seconds} seconds`,
      (seconds) => `エージェントが置き換えられて再起動し、${seconds} 秒以内に報告が届く`
    ),
    advice: pair(
      `do what the message says, then run ${setUpCommandIn()} and repeat the self-test. The agent itself: sudo journalctl -u mimamori-agent -n 20`,
      `表示された内容に従って直し、${setUpCommandIn()} を実行してから、もう一度確かめてください。エージェントのログ：sudo journalctl -u mimamori-agent -n 20`
    ),
    planning: pair('  … asking the set-up what it would do', '  …設定コマンドの実行内容を確認しています'),
    updating: pair('  … updating the agent', '  …エージェントを更新しています'),
    morePlanned: pair(
      (steps: string) => `the set-up has more to do, so nothing was updated:\n${steps}`,
      (steps) => `ほかにも設定する項目があるため、更新していません。\n${steps}`
    ),
    othersAgent: pair('the agent here is not the set-up’s, which leaves it alone', 'ここのエージェントは設定コマンドが入れたものではないため、更新の対象外です'),
    notReplaced: pair((file: string) => `the set-up has not replaced ${file}`, (file) => `${file} が置き換えられていません`),
    silent: pair(
      (seconds: number) => `the agent was updated, and has not reported within ${seconds} s`,
      (seconds) => `エージェントを更新しましたが、${seconds} 秒以内に報告が届きませんでした`
    ),
    passed: pair(
      (device: string) => `the agent was updated and restarted, and ${device} reports`,
      (device) => `エージェントを更新して再起動し、${device} の報告が届きました`
    )
  },
  selfTestDeviceUpdates: {
    does: pair(
      (user: string) => `As the user ${user}, has Ansible read the devices from the collector, and run a module on this server.`,
      (user) => `ユーザー ${user} として、Ansible でコレクターから端末の一覧を読み、このサーバーでモジュールを実行します。`
    ),
    expects: pair((device: string) => `Ansible finds ${device}, and it answers`, (device) => `Ansible が ${device} を見つけ、応答を得る`),
    advice: pair(
      `run ${setUpCommandIn()}, which renews the token and the inventory; then repeat the self-test`,
      `${setUpCommandIn()} を実行してトークンとインベントリーを作り直し、もう一度確かめてください`
    ),
    asking: pair('  … waiting for Ansible', '  …Ansible を待っています'),
    notHere: pair('updates are not set up on this server, which only monitors', 'このサーバーでは更新が設定されていません（監視のみ）'),
    noAnsible: pair(
      'Ansible is not installed, so devices cannot be updated from here',
      'Ansible がインストールされていないため、ここから端末を更新できません'
    ),
    passed: pair((device: string) => `Ansible answered for ${device}`, (device) => `Ansible が ${device} の応答を得ました`),
    notListed: pair((device: string) => `Ansible’s inventory does not have ${device}`, (device) => `Ansible のインベントリーに ${device} がありません`)
  },
  selfTestCounts: pair(
    ({ passed, failed, notSetUp }: Counts) => `${passed} OK, ${failed} failed, ${notSetUp} not set up`,
    ({ passed, failed, notSetUp }) => `成功 ${passed} 件、失敗 ${failed} 件、未設定 ${notSetUp} 件`
  ),
  selfTestFailed: pair(
    (count: number) => `${count === 1 ? 'a step has' : `${count} steps have`} failed; do what is said there, and run this again: ${mimamori} self-test`,
    (count) => `${count} 件が失敗しました。上の対処を行ってから、もう一度実行してください：${mimamori} self-test`
  ),
  selfTestNothing: pair(`nothing of this is set up here; to set this server up: ${setUpCommandIn()}`, `どの機能も設定されていません。設定するには：${setUpCommandIn()}`),
  selfTestStopped: pair('stopped; nothing of the test is left', '中止しました。テストで追加したものは残っていません')
})
