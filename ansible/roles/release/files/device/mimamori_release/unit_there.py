"""Whether the units that a release needs are on the device, and can be started at all."""
import os
import re

from .placed_units import file_of
from .refusal import Refusal
from .units import show
from .user_units import parts

#: By systemd's word for how it has loaded the unit. A unit that is not running, or not enabled, is in order.
REASONS = {
    'not-found': 'there is no unit %s on this device. Install it there, or correct its name in the inventory.',
    'masked': '%s is masked on this device, and cannot be started. To unmask it there: sudo systemctl unmask %s',
    'bad-setting': '%s has a mistake in its unit file on this device. To see it there: systemd-analyze verify %s',
    'error': '%s cannot be read on this device. To see why: systemctl status %s',
}
#: Characters of a unit's name, as in systemd.unit(5). Any other would be a pattern for several.
NAME = re.compile(r'[A-Za-z0-9:_.\\@-]+')


def reason_against(unit):
    """A sentence, or None."""
    if not NAME.fullmatch(parts(unit)[0]):
        return '"%s" is not a valid unit name. Correct it in the inventory.' % unit
    if '@.' in unit:
        return '%s is a template unit: name an instance, such as %s.' % (unit, unit.replace('@.', '@1.'))
    try:
        sentence = REASONS.get(show(unit)['LoadState'])
    except Refusal as refusal:
        return str(refusal)
    return sentence and sentence.replace('%s', unit)


def check_units(request, _places):
    """For the preflight: all that are to be restarted or checked, but for those that come with the release."""
    units = [*request['services'], *(check['unit'] for check in request['checks'] if check.get('unit'))]
    coming = {os.path.basename(path) for path in request['units']}
    # The unit file of an instance is its template's. A user's unit is none of those that come.
    missing = [unit for unit in dict.fromkeys(units) if parts(unit)[1] or file_of(unit) not in coming]
    return [reason for unit in missing for reason in [reason_against(unit)] if reason]
