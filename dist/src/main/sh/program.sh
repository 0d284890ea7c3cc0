#!/bin/sh
# Starts the program whose name this file bears; all of them are copies of this one. It only finds the installation
# and reads lib/launch.sh, which does the rest.

# Whatever ends this script by surprise (no process left for a fork, a damaged file) must look temporary to a mail
# server, so nothing but a decision made in "result" ends it with another status.
result=75
trap 'exit "$result"' EXIT

program=${0##*/}
case $0 in
  /*) self=$0 ;;
  *) self=$PWD/$0 ;;
esac
while
  bin=${self%/*}
  case $bin/ in
    # The parent of such a folder is not its name without the last part. Besides, the start-up archive holds the path
    # of the jars, so that path must look the same each time.
    */./* | */../*) bin=$(cd "$bin" && pwd -P) || exit ;;
  esac
  home=${bin%/*}
  # Links are followed only as far as needed, as each costs a process: mlmmj-recieve may be one within bin/.
  [ ! -r "$home/lib/jmlmmj.jar" ] && [ -L "$self" ]
do
  target=$(readlink "$self") || exit
  case $target in
    /*) self=$target ;;
    *) self=$bin/$target ;;
  esac
done

if [ ! -r "$home/lib/launch.sh" ]; then
  printf '%s: %s/lib/launch.sh is missing; install jmlmmj again\n' "$program" "$home" >&2
  exit
fi
# shellcheck source=launch.sh
. "$home/lib/launch.sh"
