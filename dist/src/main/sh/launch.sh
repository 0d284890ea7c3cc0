# The common part of all programs, read by the scripts in bin/ with these variables set:
#
#   program  the name the program was called by
#   self     the script in bin/; its name says what to start
#   home     the installation, absolute
#   result   the exit status, 75 until something better is known
#
# It is on the path of every mail, so it uses what the shell has built in: a process costs about a millisecond.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC2317

set -u
white=' 	
'
IFS=$white
newline='
'

# Ends with a temporary failure and one line: what, where, what to do.
fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  result=75
  exit
}

# ---------------------------------------------------------------------------------------------------------------------
# Which Java
# ---------------------------------------------------------------------------------------------------------------------

# Reads what the JDK in folder $1 says of itself: version (25.0.3), its parts, and build (25.0.3+9-LTS). False if it
# says nothing.
read_release() {
  version='' build=''
  [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value || [ -n "$key" ]; do
    value=${value#\"}
    case $key in
      JAVA_RUNTIME_VERSION) build=${value%\"} ;;
      JAVA_VERSION)
        version=${value%\"}
        break
        ;;
    esac
  done <"$1/release"
  parts=$version.0.0
  feature=${parts%%.*} parts=${parts#*.}
  interim=${parts%%.*} parts=${parts#*.}
  update=${parts%%.*}
  feature=${feature%%[!0-9]*}
  interim=${interim%%[!0-9]*} interim=${interim:-0}
  update=${update%%[!0-9]*} update=${update:-0}
  : "${build:=$version}"
  # It becomes part of a file name.
  case $build in
    */*) build='' ;;
  esac
  [ -n "$feature" ]
}

# Whether what read_release found is newer than the best so far.
is_newer() {
  if [ "$feature" -ne "$best_feature" ]; then
    [ "$feature" -gt "$best_feature" ]
  elif [ "$interim" -ne "$best_interim" ]; then
    [ "$interim" -gt "$best_interim" ]
  else
    [ "$update" -gt "$best_update" ]
  fi
}

# Remembers the JDK in folder $1 if it is the newest so far.
consider() {
  [ -x "$1/bin/java" ] && read_release "$1" && is_newer || return 0
  java=$1/bin/java java_build=$build
  best_feature=$feature best_interim=$interim best_update=$update
}

# Calls $1 with each folder in which there may be a JDK.
for_each_folder() {
  [ -z "${JAVA_HOME:-}" ] || "$1" "${JAVA_HOME%/}"
  for folder in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /usr/local/*jdk*; do
    "$1" "$folder"
  done
  IFS=:
  for folder in ${PATH:-}; do
    IFS=$white
    "$1" "${folder%/*}"
  done
  IFS=$white
}

# JMLMMJ_JAVA is the folder of a JDK or a java program. Somebody chose it, so nothing else is tried.
use_chosen_java() {
  java=$JMLMMJ_JAVA
  [ -d "$java" ] && java=${java%/}/bin/java
  if [ -d "$java" ] || [ ! -x "$java" ]; then
    fail "JMLMMJ_JAVA=$JMLMMJ_JAVA: no Java there; name the folder of a JDK or its bin/java, or unset it"
  fi
  folder=${java%/*}
  if ! read_release "${folder%/*}"; then
    folder=$(readlink -f "$java")
    folder=${folder%/*}
    # A Java that does not tell its version gets only the options that all have.
    read_release "${folder%/*}" || feature=17 build=''
  fi
  [ "$feature" -ge 17 ] ||
    fail "JMLMMJ_JAVA=$JMLMMJ_JAVA: this is Java $version, 17 or newer is needed; name another or unset it"
  best_feature=$feature java_build=$build
}

# The Java that came with this installation, if one did: nothing else was tried with it.
use_own_java() {
  [ -x "$home/lib/java/bin/java" ] || return 1
  java=$home/lib/java/bin/java
  read_release "$home/lib/java" || feature=17 build=''
  best_feature=$feature java_build=$build
}

# The newest Java on the machine.
use_newest_java() {
  java='' best_feature=17 best_interim=0 best_update=-1
  for_each_folder consider
  # The java of PATH is mostly a link to one of those found already, so it is followed only if there is no other.
  if [ -z "$java" ] && found=$(command -v java) && found=$(readlink -f "$found"); then
    folder=${found%/*}
    consider "${folder%/*}"
  fi
  [ -n "$java" ] ||
    fail "no Java 17 or newer in JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, /usr/local or PATH;" \
      "install one or set JMLMMJ_JAVA to its folder"
}

use_java() {
  if [ -n "${JMLMMJ_JAVA:-}" ]; then
    use_chosen_java
  else
    use_own_java || use_newest_java
  fi
}

# ---------------------------------------------------------------------------------------------------------------------
# How to start it
# ---------------------------------------------------------------------------------------------------------------------

# Runs Java in place of the shell with the options of $@, which end with the main class and its arguments.
#
# Warnings of the JVM (a stale start-up archive, say) must not get into the text for the mail server, hence no log, and
# what it says when it cannot start goes to stderr. Small heap and serial collector: many posts may be under way at once.
# What lives long ($service) gets more room and the better of the two compilers, which pays only after a while. Programs that
# handle a few addresses compile only what runs ten times as often as usual, as the rest would be work for nothing; posts may
# have many recipients, and maintenance does the same for list after list. Methods are called by reflection in the old way
# (the property is for release 22 and later, where the new way makes a class first).
start_java() {
  class_path=$home/lib/jmlmmj.jar
  case $class in
    admin.api.MlmmjAdmin | admin.client.SyncProfiles)
      # What is not part of this software, such as the library for LDAP. Not in lib, where it would outdate the archive.
      for jar in "$home"/ext/*.jar; do
        [ ! -r "$jar" ] || class_path=$class_path:$jar
      done
      ;;
  esac
  set -f
  if [ -n "$service" ]; then
    tuning='-Xmx128m'
  else
    tuning='-Xmx64m -XX:TieredStopAtLevel=1 -Djdk.reflect.useNativeAccessorOnly=true'
    case $class in
      maintd.*) tuning="$tuning -XX:CompileThresholdScaling=0.3" ;;
      admin.* | bounce.*) tuning="$tuning -XX:CompileThresholdScaling=10" ;;
    esac
  fi
  # shellcheck disable=SC2086
  set -- $tuning -cp "$class_path" "-Djmlmmj.program=$program" "-Djmlmmj.home=$home" \
    "-Djava.util.logging.config.file=$home/lib/logging.properties" ${JMLMMJ_OPTS:-} "$@"
  if [ -n "$archive" ]; then
    # Where it was made for, all JVMs share its pages; moved, each has a copy of 10 MiB. The options for that are not for
    # every release, but mlmmj-warmup has tried them with this one.
    set -- -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "$archive" "$@"
  fi
  if [ "$best_feature" -ge 24 ]; then
    # Netty uses it; from release 24 on that would print a warning.
    set -- --sun-misc-unsafe-memory-access=allow "$@"
    # Other libraries of the service may load native code, for which the same holds. With this option Java puts its modules
    # together anew, instead of taking them from its archive, which makes each start longer by 5 ms or more.
    [ -z "$service" ] || set -- --enable-native-access=ALL-UNNAMED "$@"
  fi
  exec $session "$java" -Xlog:disable -XX:+DisplayVMOutputToStderr -XX:+UseSerialGC -XX:-UsePerfData \
    -XX:+ExitOnOutOfMemoryError "$@"
}

# The start-up archive for this Java and these jars, if mlmmj-warmup has made it.
#
# Java ignores one of another build of itself or of other jars. Not every release looks at everything, and one that is not used
# should not even be opened. So the name holds a digest of the jars, and neither one of them (exchanged by hand) nor their
# folder (one is missing) may be newer.
use_archive() {
  archive='' archive_file=''
  [ -n "$java_build" ] && read_build_id || return 0
  archive_file=$home/lib/archive/jmlmmj-$java_build-$build_id.jsa
  archive=-XX:SharedArchiveFile=$archive_file
  if [ -s "$archive_file" ]; then
    for jar in "$home/lib" "$home"/lib/*.jar; do
      # -nt is missing in old standards only, not in shells.
      # shellcheck disable=SC3013
      [ ! "$jar" -nt "$archive_file" ] || archive=''
    done
  else
    archive=''
  fi
}

# The build writes lib/build-id after all jars.
read_build_id() {
  build_id=''
  [ -r "$home/lib/build-id" ] && read -r build_id <"$home/lib/build-id" && [ -n "$build_id" ]
}

# Makes sure that descriptors 0 to 2 are open: a closed one would be taken by the first file that Java opens, and a
# message would then be written into a subscriber file. True if standard input was open.
open_standard_streams() {
  true 9>&2 || exec 2>/dev/null
  { true 9>&1; } 2>/dev/null || exec >/dev/null
  { true 9<&0; } 2>/dev/null || { exec </dev/null && return 1; }
}

# ---------------------------------------------------------------------------------------------------------------------
# What becomes of it
# ---------------------------------------------------------------------------------------------------------------------

# Ends because of Java, for the reason in $1.
fail_of_java() {
  fail "$1 ($java${archive:+ with $archive_file}); see the lines above;" \
    "${archive:+mlmmj-warmup makes that archive anew, }JMLMMJ_JAVA chooses another Java"
}

# Starts Java in its own session with our standard input and reads its answer: text for the user, if any, and a last
# line with the exit status. The answer ends when Java closes its output, which it does as soon as what $1 says is so
# (the mail is stored); it then goes on alone, out of reach of the signals that a mail server sends to our process group.
hand_off() {
  aim=$1
  shift
  if command -v setsid >/dev/null; then
    session=setsid
  else
    trap '' HUP
  fi
  # The shell gives a background process an empty standard input unless it is redirected.
  answer=$({ start_java "$@" <&9 9<&- & } 9<&0)
  status=${answer##*"$newline"}
  case $answer in
    *"$newline"*) printf '%s\n' "${answer%"$newline"*}" ;;
  esac
  case $status in
    '' | *[!0-9]*) fail_of_java "Java ended before $aim" ;;
  esac
}

# Starts Java for the mails that wait for the list, and does not wait for it. The mail is stored, so whatever goes wrong is no
# reason to let the mail server send it again: the next mail, or maintenance, starts it.
start_worker() {
  (
    use_java
    use_archive
    command -v setsid >/dev/null && session=setsid
    start_java org.jmlmmj.receive.MlmmjWork -L "$list"
  ) </dev/null >/dev/null 2>&1 &
}

# Whether the options of mlmmj-maintd in $@ ask for one run, for a text, or are wrong, so that nothing goes on in the
# background.
is_foreground() {
  OPTIND=1
  while getopts :FhVL:d: letter; do
    case $letter in
      L | d) ;;
      *) return 0 ;;
    esac
  done
  return 1
}

# Starts Java, passes signals on to it, and waits until it has ended.
supervise() {
  signals='' child=''
  # Java ends for each of the three in the same way. A background process ignores INT, so it gets TERM for all.
  trap 'signals=x$signals; [ -z "$child" ] || kill -TERM "$child"' TERM INT HUP
  { start_java "$@" <&9 9<&- & } 9<&0
  child=$!
  [ -z "$signals" ] || kill -TERM "$child"
  while
    seen=$signals
    wait "$child"
    status=$?
    # A signal ends the wait, not the child.
    [ "$seen" != "$signals" ] && kill -0 "$child" 2>/dev/null
  do
    :
  done
}

# What Java itself ends with when it fails (1: could not start, 3: out of memory, 128 and more: killed) passes for now;
# a mail server must try again then. 10 is how our programs say "refused".
explain() {
  if [ -n "$signals" ]; then
    fail "ended by a signal before the work was done; start it again"
  fi
  fail_of_java "Java ended with status $status before the work was done"
}

# For programs that a mail server or cron starts: it would return the mail to its sender for any other status.
finish_for_server() {
  case $status in
    0 | 64 | 75) result=$status ;;
    10) result=75 ;;
    *) explain ;;
  esac
  exit
}

# For programs that a person starts.
finish_for_person() {
  case $status in
    0 | 64 | 75) result=$status ;;
    10) result=1 ;;
    *) explain ;;
  esac
  exit
}

# ---------------------------------------------------------------------------------------------------------------------
# The programs
# ---------------------------------------------------------------------------------------------------------------------

case ${self##*/} in
  mlmmj-receive | mlmmj-recieve | mlmmj-amime-receive) class=receive.MlmmjReceive ;;
  mlmmj-receive-strip) class=receive.MlmmjReceiveStrip ;;
  mlmmj-process) class=receive.MlmmjProcess ;;
  mlmmj-send) class=send.MlmmjSend ;;
  mlmmj-bounce) class=bounce.MlmmjBounce ;;
  mlmmj-maintd) class=maintd.MlmmjMaintd ;;
  mlmmj-sub) class=admin.MlmmjSub ;;
  mlmmj-unsub) class=admin.MlmmjUnsub ;;
  mlmmj-list) class=admin.MlmmjList ;;
  mlmmj-make-ml | mlmmj-make-ml.sh) class=admin.MlmmjMakeMl ;;
  mlmmj-doctor) class=admin.doctor.MlmmjDoctor ;;
  mlmmjadmin) class=admin.api.MlmmjAdmin ;;
  maillist_admin) class=admin.client.MaillistAdmin ;;
  sync_profiles_to_db) class=admin.client.SyncProfiles ;;
  mlmmj-warmup) class=dist.Warmup ;;
  *) fail "$self: jmlmmj has no program of this name; call it through a link to one of those in $home/bin" ;;
esac

# Options for Java from the environment are meant for other programs: they print lines or change ours.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS CLASSPATH
# Without it Java cannot open files with names beyond ASCII. A locale that is set need not be installed, this one is.
export LC_ALL=C.UTF-8

session='' signals='' service='' stdin=open
open_standard_streams || stdin=closed
if [ "$class" = dist.Warmup ]; then
  # shellcheck source=warmup.sh
  . "$home/lib/warmup.sh"
  exit
fi
if [ "$class" = receive.MlmmjReceive ] && [ "$stdin" = open ]; then
  # shellcheck source=worker.sh
  . "$home/lib/worker.sh"
  # Who is not the owner of the list must not write into it, and what root makes there has to be given away.
  if read_options "$@" && [ -O "$list" ] && { has_worker || is_being_started; } && store_for_worker; then
    result=0
    # It may have looked for mails a last time before this one was there.
    find_worker
    exit
  fi
fi
use_java
use_archive
case $class in
  receive.MlmmjReceive | receive.MlmmjReceiveStrip)
    [ "$stdin" = open ] || fail "standard input is closed; the mail has to come from there"
    hand_off "it had stored the mail" "org.jmlmmj.$class" "$@"
    finish_for_server
    ;;
  maintd.*)
    if is_foreground "$@"; then
      supervise "org.jmlmmj.$class" "$@"
    else
      exec </dev/null
      hand_off "maintenance was under way" -Djmlmmj.answer=true "org.jmlmmj.$class" "$@"
    fi
    finish_for_server
    ;;
  receive.* | send.* | bounce.*)
    supervise "org.jmlmmj.$class" "$@"
    finish_for_server
    ;;
  admin.api.*)
    service=yes
    supervise "org.jmlmmj.$class" "$@"
    finish_for_person
    ;;
  *)
    supervise "org.jmlmmj.$class" "$@"
    finish_for_person
    ;;
esac
