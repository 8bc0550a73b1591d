from __future__ import annotations

DOCUMENTATION = r'''
name: report
type: notification
short_description: Reports the results of a playbook to the Mimamori collector
version_added: 0.1.0
author: Mimamori contributors
description:
  - Reports the start of a run, the outcome of every host and the end to the collector's C(/api/updates), so that its page, its metrics
    and C(curl) show them while the run is in progress.
  - An outcome is C(updated), C(unchanged), C(failed), C(rolled_back), C(unreachable) or C(skipped). Ignored errors and rescued failures
    do not count as failures, except for those that end a play for all hosts (C(any_errors_fatal)), or end it for the others (C(run_once)).
    A host that only had skipped tasks, or that no task reached, is C(skipped). A host that Ansible ended because of failures on others is
    C(failed) if something had changed on it, otherwise C(skipped). Changes in check mode do not count as changes.
  - A host whose host key is unknown or differs from the recorded one was rejected by ssh, and is not unreachable. It is C(failed), at the
    step C(preflight) unless something had changed on it before. The message says what was expected, what was received and what to do.
    Ansible itself counts the host as unreachable.
  - Works with any playbook. A role that knows more, such as a rollback or a revision, sets the fact C(mimamori_release_result).
    Only this fact makes a run an update run. A host whose play has the role C(mimamori.fleet.release) must have such a result; without
    it, it is never C(updated) or C(unchanged). Each release has an outcome of its own, by its C(name) in the fact; that of the host is
    the worst of them.
  - Other playbooks have their own history on the collector's page, and change neither the last update of a device's releases nor
    O(textfile).
  - Reports are sent in the background. A collector that does not answer delays the whole run by less than 100 ms and never changes its
    exit status; undelivered requests are kept in O(spool_directory) and delivered by the next playbook.
  - With both O(run_id) and O(events_file), as the update runner sets them, all reports go only to O(events_file), and the runner delivers
    them.
  - For a task with C(no_log), only its name is reported. In other messages, anything that looks like a password, a token or a key is
    replaced by C(***), and so is every value from a vault, from a private C(vars_prompt), or that a task with C(no_log) was given by a
    template or has registered. Values of fewer than six characters (eight digits; eight characters from C(no_log)) are kept, since
    masking them would remove harmless text, and so are names of hosts and groups, and paths, units and addresses unless they are vaulted
    inline.
  - In check mode (C(--check)), nothing is sent to the collector or written to the textfile, since nothing changes; O(events_file) is
    written.
requirements:
  - enable in configuration, C(callbacks_enabled = mimamori.fleet.report)
options:
  url:
    description: The collector's address, such as C(http://server:8080). Proxies in the environment are not used. Without it, it is that
      of the update runner's settings on this machine, C(/etc/mimamori/update.conf) and C(/etc/mimamori/update-defaults.conf), with their
      O(token_file) and O(ca_file); and if they have none, nothing is sent.
    type: str
    env: [{name: MIMAMORI_URL}]
    ini: [{section: callback_mimamori_report, key: url}]
  token_file:
    description: A file with the collector's token for the role C(update), readable only by you. The token itself cannot be given as an
      option.
    type: str
    env: [{name: MIMAMORI_UPDATE_TOKEN_FILE}]
    ini: [{section: callback_mimamori_report, key: token_file}]
  ca_file:
    description: CA certificates (PEM) to verify the collector with, for an O(url) with https. The system's by default.
    type: str
    env: [{name: MIMAMORI_CA_FILE}]
    ini: [{section: callback_mimamori_report, key: ca_file}]
  run_id:
    description: The run that the hosts belong to, as C(20260314-093000-0a1b2c). Set by the update runner, which starts and ends the run;
      otherwise every playbook is a run of its own.
    type: str
    env: [{name: MIMAMORI_RUN_ID}]
    ini: [{section: callback_mimamori_report, key: run_id}]
  attempt:
    description: Which attempt of the run this is, from 1. The outcome of a higher attempt replaces that of a lower one.
    type: int
    default: 1
    env: [{name: MIMAMORI_RUN_ATTEMPT}]
    ini: [{section: callback_mimamori_report, key: attempt}]
  events_file:
    description: A file to which every report about a host is appended immediately, one JSON object a line. The update runner reads it, so
      that it does not depend on the collector, and delivers the reports.
    type: str
    env: [{name: MIMAMORI_EVENTS_FILE}]
    ini: [{section: callback_mimamori_report, key: events_file}]
  spool_directory:
    description: Directory for undelivered requests, at most 1000 and 16 MiB; beyond that, the oldest are dropped with a warning. It is
      created when needed.
    type: str
    default: ~/.ansible/mimamori-spool
    env: [{name: MIMAMORI_SPOOL_DIR}]
    ini: [{section: callback_mimamori_report, key: spool_directory}]
  textfile:
    description: A file for node_exporter's textfile collector, such as C(/var/lib/prometheus/node-exporter/mimamori_update.prom), with
      the outcome of the latest update of each release on each host as metrics; a host without a run for 400 days is removed.
    type: str
    env: [{name: MIMAMORI_UPDATE_TEXTFILE}]
    ini: [{section: callback_mimamori_report, key: textfile}]
'''

EXAMPLES = r'''
# ansible.cfg
# [defaults]
# callbacks_enabled = mimamori.fleet.report
#
# [callback_mimamori_report]
# url = http://server:8080
# token_file = /etc/mimamori/update-token
'''

import atexit
import getpass
import os
import time
from dataclasses import replace
from typing import Any

from ansible import context
from ansible.plugins.callback import CallbackBase

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report import messages, tasks
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.batch import Batch
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import failure_message
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.host import Counts
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.masked_values import MaskedValues
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.release import begun_release, release_results
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.reporter import Reporter
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.run import Run, TaskResult, Timestamp
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.settings import Outputs, open_outputs
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.tasks import is_about_update, is_of_update
from ansible_collections.mimamori.fleet.plugins.plugin_utils.server_settings import with_server_settings


def _now() -> Timestamp:
    return Timestamp(time.time(), time.monotonic())


def _account() -> str | None:
    try:
        return os.environ.get('SUDO_USER') or getpass.getuser()
    except (KeyError, OSError):
        return None


class CallbackModule(CallbackBase):
    """Passes on Ansible's events; plugin_utils/report interprets them."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'notification'
    CALLBACK_NAME = 'mimamori.fleet.report'
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        self._outputs: Outputs | None = None
        self._known = MaskedValues()
        self._warned: set[str] = set()
        self._counts_before: dict[str, Counts] = {}
        self._reporter: Reporter | None = None

    def set_options(self, task_keys: Any = None, var_options: Any = None, direct: Any = None) -> None:
        super().set_options(task_keys=task_keys, var_options=var_options, direct=direct)
        self._outputs = open_outputs(with_server_settings(self.get_options()), is_check=bool(context.CLIARGS.get('check')), warn=self._warn)
        self._known.add(self._outputs.secrets)
        self.disabled = not self._outputs.is_wanted
        if not self.disabled:
            atexit.register(self._interrupted, os.getpid())

    def set_play_context(self, play_context: Any) -> None:
        """Passwords that were asked for are in no message."""
        self._known.add((play_context.password, play_context.become_pass))

    def _warn(self, text: str) -> None:
        if text not in self._warned:
            self._warned.add(text)
            self._display.warning(f'mimamori.fleet.report: {text}')

    def v2_playbook_on_start(self, playbook: Any) -> None:
        outputs = self._outputs
        if outputs is None:
            return
        now = _now()
        self._run = Run(outputs.attempt, lambda: self._known.values, lambda host: self._batch.owed_name(host))
        self._reporter = Reporter(
            run=self._run, run_id=outputs.run_id or messages.new_run_id(now.wall, os.urandom(3)), is_own_run=outputs.run_id is None,
            sender=outputs.sender, events=outputs.events, textfile_path=outputs.textfile, warn=self._warn,
        )
        self._playbook = playbook
        self._batch = Batch(self._run)
        self._batch.foresee(playbook)

    def v2_playbook_on_play_start(self, play: Any) -> None:
        self._known.begin(play)
        self._batch.begin(play, self._counts_before)
        self._start()

    def _start(self) -> None:
        if self._reporter:
            self._reporter.start(os.path.basename(str(getattr(self._playbook, '_file_name', '') or 'playbook')), _account(), _now())

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        self._batch.task_starts(task)

    def v2_playbook_on_handler_task_start(self, task: Any) -> None:
        self._batch.task_starts(task)

    def v2_playbook_on_no_hosts_remaining(self) -> None:
        self._batch.stops()

    def v2_runner_on_start(self, host: Any, task: Any) -> None:
        self._known.starts(host, task)
        self._report(self._run.begin(host.get_name(), tasks.step_of(task), _now()))

    def v2_playbook_on_vars_prompt(self, varname: str, private: bool = True, *others: Any, **more: Any) -> None:
        if private:
            self._known.asked(varname)

    def v2_runner_item_on_ok(self, result: Any) -> None:
        self._known.ended(result)

    v2_runner_item_on_failed = v2_runner_item_on_ok

    def v2_runner_on_ok(self, result: Any) -> None:
        self._ended('ok', result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._ended('skipped', result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._ended('failed', result, is_ignored=bool(ignore_errors))

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._ended('unreachable', result, is_ignored=bool(result.task.ignore_unreachable))

    def _ended(self, kind: str, result: Any, *, is_ignored: bool = False) -> None:
        self._known.ended(result)
        task, fields, host = result.task, result.task_fields, result.host.get_name()
        has_failed = kind in ('failed', 'unreachable') and not is_ignored
        ends_all = has_failed and self._batch.is_ended_by(task, fields)
        is_update = is_about_update(task)
        self._report(self._run.result(host, TaskResult(
            kind=kind,
            step=tasks.step_of(task, fields),
            is_ignored=is_ignored,
            has_changed=(kind == 'ok' or is_ignored) and result.is_changed() and not tasks.is_in_check_mode(fields),
            message=failure_message(result.result, no_log=tasks.has_no_log(task, fields), secrets=self._known.values)
            if kind in ('failed', 'unreachable') else '',
            releases=[replace(release, is_update=is_update) for release in release_results(result.result)] if kind == 'ok' else [],
            is_of_update=is_of_update(task),
            begun_release=begun_release(result.result) if kind == 'ok' and is_update else None,
            is_fatal=ends_all and tasks.is_fatal(task, fields),
            may_be_rescued=kind == 'failed' and tasks.may_be_rescued(task),
            is_last=tasks.is_last_when_failed(task),
        ), _now()))
        if ends_all:
            self._batch.stops()

    def _report(self, items: list[messages.Item]) -> None:
        if items and self._reporter:
            self._reporter.report(items)

    def v2_playbook_on_stats(self, stats: Any) -> None:
        if self._reporter is None:
            return
        self._batch.playbook_ends(self._playbook)
        self._start()
        now = _now()
        self._report(self._run.finish(stats.summarize, now))
        reporter, self._reporter = self._reporter, None
        reporter.end(now)
        self._counts_before = {name: Counts.between(Counts(), stats.summarize(name)) for name in stats.processed}

    def _interrupted(self, process: int) -> None:
        """Ansible ends without its recap, after Ctrl-C or an error of the playbook itself."""
        if self._reporter is not None and os.getpid() == process:
            reporter, self._reporter = self._reporter, None
            reporter.end(_now(), is_whole=False)
