# mlmmj-warmup, read by launch.sh: trains a start-up archive with runs of all programs and puts it where launch.sh
# looks for it.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034

# Makes the archive for the Java in java, java_build and best_feature. A failure is said and remembered, but the other
# releases have their turn; without an archive programs only start slower.
warm_up() {
  use_archive
  archive=''
  new=$home/lib/archive/new-$$
  if ! reason=$(make_archive 2>&1); then
    rm -rf "$new" "$new.training"
    printf '%s: no archive for %s: %s\n' "$program" "$java" "$reason" >&2
    result=75
    return
  fi
  rm -rf "$new.training"
  size=$(wc -c <"$archive_file")
  printf '%-26s %3d MiB  %s\n' "$java_build" "$(((size + 1048575) / 1048576))" "$archive_file"
}

# Trains, tries and installs the archive. On failure the output says why.
make_archive() {
  if [ -z "$java_build" ]; then
    echo 'it does not tell its version in a file named release'
    return 1
  fi
  if [ -z "$archive_file" ]; then
    echo "$home/lib/build-id is missing; install jmlmmj again"
    return 1
  fi
  set -- "-XX:ArchiveClassesAtExit=$new" "-XX:SharedArchiveFile=$new" -Xshare:on
  # What the last program of the training, which ends the process, leaves there goes with the folder.
  mkdir "$new.training" || return
  (start_java "$1" "-Djava.io.tmpdir=$new.training" org.jmlmmj.dist.Warmup </dev/null) || return
  # Java must be willing to use it; for the programs it would silently do without.
  (
    archive=$2
    start_java "$3" org.jmlmmj.dist.Warmup -V </dev/null
  ) || return
  # Java 17 dies of a file that a power failure has cut short.
  chmod 644 "$new" && sync "$new" && mv -f "$new" "$archive_file"
}

# Makes the archive for the JDK in folder $1 unless it is too old or a second name of one that had its turn.
warm_up_folder() {
  [ -x "$1/bin/java" ] && read_release "$1" && [ "$feature" -ge 17 ] || return 0
  case $seen in
    *"<$build>"*) return ;;
  esac
  seen="$seen<$build>"
  java=$1/bin/java java_build=$build best_feature=$feature
  warm_up
}

all=''
while getopts :ahV option; do
  case $option in
    a) all=yes ;;
    h | V)
      use_java
      use_archive
      supervise org.jmlmmj.dist.Warmup "-$option"
      finish_for_person
      ;;
    *)
      printf '%s: invalid option -- '\''%s'\'' (%s -h for help)\n' "$program" "$OPTARG" "$program" >&2
      result=64
      exit
      ;;
  esac
done

# With a Java of its own the installation uses no other.
[ ! -x "$home/lib/java/bin/java" ] || all=''

# They would become part of what is trained.
unset JMLMMJ_OPTS
mkdir -p "$home/lib/archive"
[ -w "$home/lib/archive" ] || fail "cannot write into $home/lib/archive"
new='' seen=''
trap 'rm -rf "$new" "$new.training"; exit "$result"' EXIT
trap 'result=75; exit' TERM INT HUP
result=0
if [ -n "${JMLMMJ_JAVA:-}" ] || [ -z "$all" ]; then
  use_java
  seen="<$java_build>"
  warm_up
fi
if [ -n "$all" ]; then
  for_each_folder warm_up_folder
  if [ -z "$seen" ]; then
    use_newest_java
    seen="<$java_build>"
    warm_up
  fi
fi
# Archives of jars and, as far as all were looked at, of Java releases that are gone are of no use to anybody.
for old in "$home"/lib/archive/jmlmmj-*; do
  case $old in
    *-"$build_id".*)
      [ -n "$all" ] || continue
      build=${old##*/jmlmmj-}
      case $seen in
        *"<${build%-"$build_id".*}>"*) continue ;;
      esac
      ;;
  esac
  rm -f "$old"
done
