from __future__ import annotations

DOCUMENTATION = r'''
name: devices
short_description: Devices enrolled in the Mimamori collector
version_added: 0.1.0
author: Mimamori contributors
description:
  - Reads the devices from the collector. The source is a YAML file whose name is C(mimamori.yml) or ends in C(.mimamori.yml), and whose
    O(plugin) is C(mimamori.fleet.devices).
  - Every device is a host named by its id, in the groups C(clients), C(state_<state>), C(site_<site>) and C(role_<role>). C(ansible_host)
    is its registered address. A device with a loopback address is the collector's own machine, and is in the group C(server) instead of
    C(clients). Further variables are C(mimamori_name), C(mimamori_site), C(mimamori_role), C(mimamori_state), C(mimamori_labels) and
    C(mimamori_last_seen).
  - Characters that are not valid in a group name are replaced by C(_), as in other inventories.
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
options:
  plugin:
    description: Marks the file as a source for this plugin.
    type: str
    required: true
    choices: [mimamori.fleet.devices]
  url:
    description: The collector's address, such as C(http://server:8080). Proxies in the environment are not used.
    type: str
    required: true
    env: [{name: MIMAMORI_URL}]
  token_file:
    description: A file with the collector's token for the role C(update) or C(viewer).
    type: str
    required: true
    env: [{name: MIMAMORI_UPDATE_TOKEN_FILE}]
  ca_file:
    description: CA certificates (PEM) to verify the collector with, for an O(url) with https. The system's by default.
    type: str
    env: [{name: MIMAMORI_CA_FILE}]
  states:
    description: States to include. A C(paused) device is off on purpose; C(retired) and C(revoked) devices are not in use.
    type: list
    elements: str
    choices: [pending, active, paused, retired, revoked]
    default: [pending, active]
'''

EXAMPLES = r'''
# fleet.mimamori.yml
plugin: mimamori.fleet.devices
url: http://server:8080
token_file: /etc/mimamori/update-token

# Devices that are paused as well, in a group of their own (state_paused).
# states: [pending, active, paused]

# All that ansible.builtin.constructed offers.
keyed_groups:
  - prefix: floor
    key: mimamori_labels.floor
groups:
  kiosks_in_the_north: mimamori_site == 'north' and mimamori_role == 'kiosk'
compose:
  ansible_user: "'pi'"

# Asked again after five minutes.
cache: true
cache_timeout: 300
'''

import os
from typing import Any

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ansible_collections.mimamori.fleet.plugins.plugin_utils.fleet.devices import Device, group_names, host_variables, read_devices
from ansible_collections.mimamori.fleet.plugins.plugin_utils.server import ServerError, SettingError, fetch, read_token


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Asks the collector, and makes hosts and groups of its answer."""

    NAME = 'mimamori.fleet.devices'

    def verify_file(self, path: str) -> bool:
        name = os.path.basename(path)
        names = ('mimamori.yml', 'mimamori.yaml')
        return super().verify_file(path) and any(name == one or name.endswith(f'.{one}') for one in names)

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path)
        self._read_config_data(path)
        self.load_cache_plugin()
        states = self.get_option('states')
        for device in self._devices(self.get_cache_key(path), may_read_cache=cache):
            if device.state in states:
                self._add(device)

    def _devices(self, cache_key: str, *, may_read_cache: bool) -> list[Device]:
        is_cached = self.get_option('cache')
        try:
            answer = self._cache[cache_key] if is_cached and may_read_cache else None
        except KeyError:
            answer = None
        if answer is None:
            answer = self._ask()
            if is_cached:
                self._cache[cache_key] = answer
        try:
            return read_devices(answer)
        except (AttributeError, KeyError, TypeError) as error:
            raise AnsibleParserError(f'the collector at {self.get_option("url")} answered with no list of devices: {error!r}') from error

    def _ask(self) -> dict[str, Any]:
        try:
            token, warning = read_token(os.path.expanduser(self.get_option('token_file')))
            if warning:
                self.display.warning(f'mimamori.fleet.devices: {warning}')
            return fetch(self.get_option('url'), '/api/clients', token=token, ca_file=self.get_option('ca_file'))
        except (SettingError, ServerError) as error:
            raise AnsibleParserError(f'mimamori.fleet.devices: {error}') from error

    def _add(self, device: Device) -> None:
        variables = host_variables(device)
        self.inventory.add_host(device.id)
        for group in group_names(device):
            self.inventory.add_child(self.inventory.add_group(self._sanitize_group_name(group)), device.id)
        for name, value in variables.items():
            self.inventory.set_variable(device.id, name, value)
        strict = self.get_option('strict')
        self._set_composite_vars(self.get_option('compose'), variables, device.id, strict=strict)
        self._add_host_to_composed_groups(self.get_option('groups'), variables, device.id, strict=strict)
        self._add_host_to_keyed_groups(self.get_option('keyed_groups'), variables, device.id, strict=strict)
