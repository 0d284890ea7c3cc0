# The short way of mlmmj-receive, read by launch.sh: while a process works on the list, the shell stores the mail for it and no
# Java starts (decision 0008). It stores by the same rules as Java: a temporary name, synced; the envelope, synced; the final
# name; the folder, synced; only then success.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034

# Reads the options of mlmmj-receive in $@ into list, sender, extension and suffix. False if they ask for more than to take
# a mail for a list, or are wrong: Java will see to that.
read_options() {
  list='' sender=${SENDER-} extension=${DEFAULT-${EXTENSION-}} suffix=${LOCAL_PART_SUFFIX-}
  has_sender=${SENDER+yes} has_extension=${DEFAULT+yes}${EXTENSION+yes} has_suffix=${LOCAL_PART_SUFFIX+yes}
  OPTIND=1
  while getopts :L:s:e: letter; do
    case $letter in
      L) list=$OPTARG ;;
      s) sender=$OPTARG has_sender=yes ;;
      e) extension=$OPTARG has_extension=yes ;;
      *) return 1 ;;
    esac
  done
  [ $((OPTIND - 1)) -eq $# ] || return 1
  # A path that looks like an option to the programs below would be one.
  case $list in
    /*) ;;
    '') return 1 ;;
    *) list=./$list ;;
  esac
}

# Whether the process that has written its number and the time of its start into the file $1 is still there.
is_alive() {
  process='' started=''
  { [ -r "$1" ] && read -r process started <"$1"; } 2>/dev/null || return 1
  case $process$started in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ -n "$started" ] && read_start "$process" && [ "$start" = "$started" ]
}

# Reads when process $1 was started: field 22 of proc_pid_stat(5), the nineteenth behind the state, which follows the name.
# Numbers of dead processes are given away again. One that is dead but was not waited for yet counts as gone.
read_start() {
  { [ -r "/proc/$1/stat" ] && read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -f
  # The name in parentheses may hold anything.
  # shellcheck disable=SC2086
  set -- ${stat##*\)}
  set +f
  [ $# -ge 20 ] || return 1
  case $1 in
    [ZXx]) return 1 ;;
  esac
  shift 19
  start=$1
}

# Whether a process works on the list. It deletes its line before it looks for mails a last time.
has_worker() {
  is_alive "$list/.worker.lock"
}

# Whether somebody else has just begun to start Java for the list. If not, we have; twenty mails that come at once to an idle
# list would otherwise start twenty. Two that look at the same instant both do, which costs some time and nothing else.
is_being_started() {
  is_alive "$list/.worker.start" && return
  read_start "$$" || return 1
  [ -e "$list/.worker.start" ] || (umask 077 && : >"$list/.worker.start") 2>/dev/null
  { printf '%s %s\n' "$$" "$start" >"$list/.worker.start"; } 2>/dev/null
  return 1
}

# Sees to it that somebody processes the mail that we have stored. Java that is starting has a mail of its own to read
# first, which may take any time, so nobody relies on it before it works on the list.
find_worker() {
  turns=20
  until has_worker; do
    if [ $turns -eq 0 ]; then
      start_worker
      return
    fi
    sleep 0.05
    turns=$((turns - 1))
  done
}

# Stores the mail on standard input as a temporary file, or leaves it alone: false, and nothing was read. Ends with a
# temporary failure if some of it was read but not stored.
store_draft() {
  read -r uuid </proc/sys/kernel/random/uuid || return 1
  # 16 hexadecimal digits, all of them random.
  name=${uuid##*-}
  name=${uuid%%-*}${name#????}
  draft=$list/.tmp-$name mail=$list/incoming/$name
  trap 'rm -f "$draft" "$mail.envelope"; exit "$result"' EXIT
  trap exit TERM INT HUP
  # What is wrong with its options it finds out before it reads.
  if ! reason=$(umask 077 && exec dd "of=$draft" bs=64k conv=excl,fsync 2>&1); then
    [ -e "$draft" ] || return 1
    fail "the mail cannot be stored in $list: ${reason%%"$newline"*}"
  fi
}

# Whether enough stays free beside the mail and its rewritten form (mlmmj-receive(1), JMLMMJ_MIN_FREE).
has_room() {
  floor=${JMLMMJ_MIN_FREE:-16}
  case $floor in
    0) return ;;
    *[!0-9]* | 0* | ????????*) return 1 ;;
  esac
  # The last line that dd says is "4230 bytes ...".
  octets=${reason##*"$newline"}
  octets=${octets%% *}
  case $octets in
    '' | *[!0-9]*) return 1 ;;
  esac
  # shellcheck disable=SC2046
  set -- $(stat -f -c '%a %S' "$list")
  [ $# -eq 2 ] && [ $(($1 * $2)) -ge $(((floor << 20) + octets)) ]
}

# Writes what the mail server says beside the mail, as Java does: NAME=VALUE, each ended by NUL.
write_envelope() (
  umask 077
  set -C
  {
    [ -z "$has_sender" ] || printf 'SENDER=%s\0' "$sender"
    [ -z "$has_extension" ] || printf 'EXTENSION=%s\0' "$extension"
    [ -z "$has_suffix" ] || printf 'LOCAL_PART_SUFFIX=%s\0' "$suffix"
  } >"$mail.envelope" && exec sync "$mail.envelope"
)

# Gives the mail its place among those that wait. It must never take the place of another one.
publish_draft() {
  has_room || return 1
  [ -z "$has_sender$has_extension$has_suffix" ] || write_envelope || return 1
  mv -n -T "$draft" "$mail.waiting" && [ ! -e "$draft" ] && sync "$list/incoming"
}

# Takes the mail the short way. True if it is stored; false if Java has to take it, from standard input.
store_for_worker() {
  if store_draft; then
    if publish_draft 2>/dev/null; then
      trap 'exit "$result"' EXIT
      return
    fi
    if [ ! -e "$draft" ]; then
      rm -f "$mail.waiting"
      fail "the folder $list/incoming cannot be synced"
    fi
    # Java makes the folder that is missing, or says what is wrong: too little room, say.
    exec <"$draft"
    rm -f "$draft" "$mail.envelope"
  fi
  trap 'exit "$result"' EXIT
  trap - TERM INT HUP
  return 1
}
