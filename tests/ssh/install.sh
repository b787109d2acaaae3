#!/bin/sh
# Install OpenSSH's server for tests/ssh where it is missing and we are root; no service is started by that.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
if command -v sshd >/dev/null && command -v ssh >/dev/null; then exit 0; fi
if [ "$(id -u)" != 0 ]; then
    echo "There is no sshd; install it with: sudo apt-get install openssh-server" >&2
    exit 0
fi
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends openssh-server
