#!/bin/sh
# Starts a node or a sentinel for deploy/compose.yaml, in the folder of its data:
#   store.sh node        one of the three; told PRIMARY ("HOST PORT") it begins as a replica of it
#   store.sh sentinel    one of the three who see when the primary is lost, and name another
# ANNOUNCE is the name by which the others reach it, STORE_PASSWORD the password of every user. What it is told goes into
# node.conf or sentinel.conf at the first start; from then on who follows whom is written there by the sentinels.
set -eu
umask 077
here=$(dirname "$0") kind=$1
shift

node() {
    cat "$here/valkey.conf"
    cat <<END
user plenum on >$STORE_PASSWORD resetchannels &plenum:* resetkeys ~plenum:* \
-@all +@string +@hash +@set +@sortedset +@stream +@bitmap +@keyspace +@transaction +@connection +@pubsub \
-@dangerous -@admin -@blocking +fcall +function|load +config|get +info +time +wait
user replica on >$STORE_PASSWORD +psync +replconf +ping
user sentinel on >$STORE_PASSWORD allchannels +multi +exec +ping +info +role +publish +subscribe +slaveof +replicaof \
+config|rewrite +client|setname +client|kill +script|kill
primaryuser replica
primaryauth $STORE_PASSWORD
replica-announce-ip $ANNOUNCE
END
    if [ -n "${PRIMARY-}" ]; then echo "replicaof $PRIMARY"; fi
}

sentinel() {
    cat <<END
port 26379
requirepass $STORE_PASSWORD
sentinel sentinel-pass $STORE_PASSWORD
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $ANNOUNCE
sentinel monitor plenum $PRIMARY 2
sentinel auth-user plenum sentinel
sentinel auth-pass plenum $STORE_PASSWORD
sentinel down-after-milliseconds plenum 3000
sentinel failover-timeout plenum 20000
END
}

if [ ! -e "$kind.conf" ]; then
    "$kind" > "$kind.new"
    mv "$kind.new" "$kind.conf"
fi
if [ "$kind" = sentinel ]; then set -- --sentinel "$@"; fi
exec valkey-server "$kind.conf" "$@"
