#!/bin/sh
# Starts one node for deploy/compose.yaml: `store.sh` the primary, `store.sh --replicaof HOST PORT` a replica of it.
# Two users, both with STORE_PASSWORD: `plenum` has the rights that docs/operations.md names, `replica` copies.
set -eu
here=$(dirname "$0")
exec valkey-server "$here/valkey.conf" \
    --user plenum on ">$STORE_PASSWORD" resetchannels '&plenum:*' resetkeys '~plenum:*' \
    -@all +@string +@hash +@set +@sortedset +@stream +@bitmap +@keyspace +@transaction +@connection +@pubsub \
    -@dangerous -@admin -@blocking +fcall '+function|load' '+config|get' +info +time +wait \
    --user replica on ">$STORE_PASSWORD" +psync +replconf +ping \
    --primaryuser replica --primaryauth "$STORE_PASSWORD" "$@"
