# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for interleave-cli
# shellcheck shell=bash disable=SC2207

# The first column of a list: the names.
_interleave_cli_names ()
{
  LC_ALL=C.UTF-8 interleave-cli list "$1" 2>/dev/null | cut -d' ' -f1
}

# "tasks=" for each parameter that `run WORKLOAD --model M --help` describes.
_interleave_cli_params ()
{
  LC_ALL=C.UTF-8 interleave-cli run "$@" --help 2>/dev/null | sed -n 's/^  -p \([^= ]*=\).*/\1/p'
}

_interleave_cli_charts ()
{
  LC_ALL=C.UTF-8 interleave-cli render --help 2>/dev/null | sed -n '/^Charts:/,$s/^  \([a-z]*\) .*/\1/p'
}

# Sets workload and model to those on the command line.
_interleave_cli_read_words ()
{
  local i

  for ((i = 2; i < cword; i++)); do
    case ${words[i]} in
      -m | --model) model=${words[++i]} ;;
      --model=*) model=${words[i]#*=} ;;
      -p | --param | --workers | -o | --output | --timeout | --time-scale | --url | --urls | --models) ((i++)) ;;
      -*) ;;
      *) workload=${words[i]} ;;
    esac
  done
}

_interleave_cli_complete_params ()
{
  local workload='' model=''

  _interleave_cli_read_words
  COMPREPLY=($(compgen -W "$(_interleave_cli_params ${workload:+"$workload"} ${model:+--model "$model"})" -- "$cur"))
  compopt -o nospace
}

# Names separated by commas: the last one is completed.
_interleave_cli_complete_models ()
{
  local before=''

  [[ $cur == *,* ]] && before=${cur%,*},
  COMPREPLY=($(compgen -P "$before" -W "$(_interleave_cli_names models)" -- "${cur##*,}"))
  compopt -o nospace
}

# The names of the editions, or of the measurements that were kept.
_interleave_cli_latency_names ()
{
  LC_ALL=C.UTF-8 interleave-cli latency --list 2>/dev/null | case $1 in
    editions) grep -E '^[^ ]+ +[0-9]{4}  ' ;;
    *) grep -vE '^[^ ]+ +[0-9]{4}  ' ;;
  esac | cut -d' ' -f1
}

_interleave_cli_complete_command ()
{
  local options=''

  case ${words[1]} in
    latency) options="--measure --careful --folder --remote --edition --import --analogy --rate --span --output
      --size --scale --theme --lang --from --to --title --font --text --list --json --help" ;;
    list) options="workloads models presets --json --help" ;;
    run) options="--model --param --workers --output --timeout --time-scale --url --urls --allow-network --log --results --json
      --help" ;;
    race) options="--models --param --timeout --output --json --help" ;;
    render) options="--chart --output --size --scale --theme --lang --from --to --at --tasks --workers --lanes --critical --title
      --font --text --help" ;;
    stat) options="--json --chart --help" ;;
    sweep) options="--model --over --param --output --json --help" ;;
    dump) options="--texts --help" ;;
  esac
  if [[ $cur == -* || ${words[1]} == list ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ $cur == @* && ( ${words[1]} == run || ${words[1]} == render ) ]]; then
    COMPREPLY=($(compgen -W "$(_interleave_cli_names presets)" -- "$cur"))
  elif [[ ${words[1]} == run || ${words[1]} == race || ${words[1]} == sweep ]]; then
    COMPREPLY=($(compgen -W "$(_interleave_cli_names workloads)" -- "$cur"))
    _filedir json
  else
    _filedir
  fi
}

_interleave_cli ()
{
  local cur prev words cword

  _init_completion -n = || return
  case $prev in
    -m | --model) COMPREPLY=($(compgen -W "$(_interleave_cli_names models)" -- "$cur")) ;;
    --models) _interleave_cli_complete_models ;;
    -p | --param) _interleave_cli_complete_params ;;
    -o | --output) _filedir ;;
    -c | --chart) COMPREPLY=($(compgen -W "$(_interleave_cli_charts)" -- "$cur")) ;;
    --theme) COMPREPLY=($(compgen -W "light dark print contrast contrast-dark" -- "$cur")) ;;
    --folder) _filedir -d ;;
    --edition)
      COMPREPLY=($(compgen -W "$(_interleave_cli_latency_names editions)" -- "$cur"))
      _filedir json
      ;;
    --import)
      COMPREPLY=($(compgen -W "last $(_interleave_cli_latency_names kept)" -- "$cur"))
      _filedir json
      ;;
    --analogy) COMPREPLY=($(compgen -W "instructions seconds metres light" -- "$cur")) ;;
    --size | --scale | --lang | --from | --to | --at | --over | --lanes | --title | --font) ;;
    --workers | --timeout | --time-scale | --url | --remote | --rate | --span) ;;
    *)
      if ((cword == 1)); then
        COMPREPLY=($(compgen -W "dump latency list race render run stat sweep --help --version" -- "$cur"))
      else
        _interleave_cli_complete_command
      fi
      ;;
  esac
}

complete -F _interleave_cli interleave-cli
