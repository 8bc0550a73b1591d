"""The owner of a release: the user that the service runs as, or the one that the inventory names."""
import grp
import os
import pwd

from .refusal import Refusal


def ids_of(user, group):
    """(uid, gid). @throws Refusal where the device has no such user or group."""
    try:
        return pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid
    except KeyError as error:
        raise Refusal('the owner %s:%s does not exist on this device: %s. Create it, or correct release_owner.' % (user, group, error.args[0])) from error


def name_of_user(uid):
    """Its number where the device has no such user."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def name_of_group(gid):
    """The same of a group."""
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def own_tree(root, uid, gid):
    """The tree must lie where nobody but root gets at it: what is given away first could be swapped for a link before the rest is."""
    for directory, directories, files in os.walk(root, topdown=False):
        for name in directories + files:
            os.lchown(os.path.join(directory, name), uid, gid)
    os.lchown(root, uid, gid)
