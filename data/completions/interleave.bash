# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for interleave
# shellcheck shell=bash disable=SC2207

_interleave_names ()
{
  LC_ALL=C.UTF-8 interleave-cli list "$1" 2>/dev/null | cut -d' ' -f1
}

_interleave ()
{
  local cur prev words cword before=''
  local options="--version --new-window --screenshot --page --preset --trace --workload --models --param --select --size
    --scale --text --theme --lang --rounded --help"

  _init_completion -n = || return
  case $prev in
    --screenshot) _filedir png ;;
    --page) COMPREPLY=($(compgen -W "explore race latency history" -- "$cur")) ;;
    --preset) COMPREPLY=($(compgen -W "$(_interleave_names presets | tr -d @)" -- "$cur")) ;;
    --workload) COMPREPLY=($(compgen -W "$(_interleave_names workloads)" -- "$cur")) ;;
    --theme) COMPREPLY=($(compgen -W "system light dark" -- "$cur")) ;;
    --models)
      [[ $cur == *,* ]] && before=${cur%,*},
      COMPREPLY=($(compgen -P "$before" -W "$(_interleave_names models)" -- "${cur##*,}"))
      compopt -o nospace
      ;;
    -p | --param | --select | --size | --scale | --lang) ;;
    *)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
      else
        _filedir trace
      fi
      ;;
  esac
}

complete -F _interleave interleave
