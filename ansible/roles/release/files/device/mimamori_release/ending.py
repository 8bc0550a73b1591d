"""How a process ended, in words."""
import signal

NAMES = {one.value: one.name for one in signal.Signals}


def words(status):
    """Of a status as subprocess has it: that of a process which a signal killed is negative."""
    return 'ended with %d' % status if status >= 0 else 'was killed by %s' % NAMES.get(-status, 'signal %d' % -status)


def of_main_process(state):
    """Its status in the same way, from systemd's ExecMainCode and ExecMainStatus; None where it has not ended, or there is none."""
    code, status = int(state.get('ExecMainCode') or 0), int(state.get('ExecMainStatus') or 0)
    # CLD_EXITED in waitid(2); the others are signals.
    return None if code == 0 else status if code == 1 else -status
