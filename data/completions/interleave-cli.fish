# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for interleave-cli

# "name<Tab>title" for each line of a list.
function __interleave_cli_names
    set -l column 2
    test $argv[1] = presets; and set column 4
    LC_ALL=C.UTF-8 interleave-cli list $argv[1] 2>/dev/null | awk -F '  +' -v column=$column '{ print $1 "\t" $column }'
end

# Names separated by commas: the last one is completed.
function __interleave_cli_models_list
    set -l before (commandline -ct | string replace -r '^--?[a-z]+=' '' | string match -r '^.*,')
    for line in (__interleave_cli_names models)
        echo "$before$line"
    end
end

# "tasks=" for each parameter of the workload and the model on the command line.
function __interleave_cli_params
    set -l words (commandline -opc)
    set -l asked
    for i in (seq 3 (count $words))
        set -l before $words[(math $i - 1)]
        if string match -qr '^(-m|--model)$' -- $before
            set -a asked --model $words[$i]
        else if string match -qr '^--model=' -- $words[$i]
            set -a asked $words[$i]
        else if not string match -qr '^-' -- $words[$i] $before
            set -a asked $words[$i]
        end
    end
    LC_ALL=C.UTF-8 interleave-cli run $asked --help 2>/dev/null | string match -rg '^  -p ([^= ]+=)'
end

function __interleave_cli_charts
    LC_ALL=C.UTF-8 interleave-cli render --help 2>/dev/null | string match -r '^  [a-z]+  +.*' |
        string replace -r '^  ([a-z]+) +(.*)$' '$1\t$2'
end

# The editions have a year in the second column, the measurements that were kept a date.
function __interleave_cli_editions
    LC_ALL=C.UTF-8 interleave-cli latency --list 2>/dev/null | string match -r '^\S+ +[0-9]{4}  .*' |
        string replace -r '^(\S+) +[0-9]{4} +(.*)$' '$1\t$2'
end

function __interleave_cli_kept
    echo last
    LC_ALL=C.UTF-8 interleave-cli latency --list 2>/dev/null | string match -rv '^\S+ +[0-9]{4}  ' |
        string replace -r '^(\S+) +(.*)$' '$1\t$2'
end

function __interleave_cli_in
    __fish_seen_subcommand_from $argv
end

complete -c interleave-cli -n __fish_use_subcommand -x -a dump -d 'Print the events of a saved trace'
complete -c interleave-cli -n __fish_use_subcommand -x -a latency -d 'Show the latency numbers, and measure them here'
complete -c interleave-cli -n __fish_use_subcommand -x -a list -d 'List the workloads and the models'
complete -c interleave-cli -n __fish_use_subcommand -x -a race -d 'Run a workload under several models'
complete -c interleave-cli -n __fish_use_subcommand -x -a render -d 'Draw a chart of saved traces'
complete -c interleave-cli -n __fish_use_subcommand -x -a run -d 'Run a workload under a model'
complete -c interleave-cli -n __fish_use_subcommand -x -a stat -d 'Print the summary of a saved trace'
complete -c interleave-cli -n __fish_use_subcommand -x -a sweep -d 'Run a workload again and again with another number'
complete -c interleave-cli -n __fish_use_subcommand -l version -d 'Print the version'
complete -c interleave-cli -s h -l help -d 'Print help'

complete -c interleave-cli -n '__interleave_cli_in list' -x -a 'workloads models presets'
complete -c interleave-cli -n '__interleave_cli_in run race sweep' -k -a '(__fish_complete_suffix .json)'
complete -c interleave-cli -n '__interleave_cli_in run race sweep' -a '(__interleave_cli_names workloads)'
complete -c interleave-cli -n '__interleave_cli_in run render' -a '(__interleave_cli_names presets)'
complete -c interleave-cli -n '__interleave_cli_in stat render dump' -k -a '(__fish_complete_suffix .trace)'
complete -c interleave-cli -n '__interleave_cli_in list run race stat sweep latency' -l json -d 'Print one JSON object'

complete -c interleave-cli -n '__interleave_cli_in run sweep' -s m -l model -x -a '(__interleave_cli_names models)' -d 'How to run it'
complete -c interleave-cli -n '__interleave_cli_in race' -s m -l models -x -a '(__interleave_cli_models_list)' -d 'Which models, in which order'
complete -c interleave-cli -n '__interleave_cli_in run race sweep' -s p -l param -x -a '(__interleave_cli_params)' -d 'Set a parameter or an option'
complete -c interleave-cli -n '__interleave_cli_in run' -l workers -x -d 'How many workers the model uses'
complete -c interleave-cli -n '__interleave_cli_in run race' -l timeout -x -d 'Stop a run after this time'
complete -c interleave-cli -n '__interleave_cli_in run' -l time-scale -x -d 'Wait so many times as long as the workload says'
complete -c interleave-cli -n '__interleave_cli_in run' -l url -x -d 'Fetch from this address'
complete -c interleave-cli -n '__interleave_cli_in run' -l urls -r -d 'Fetch from the addresses in a file'
complete -c interleave-cli -n '__interleave_cli_in run' -l allow-network -d 'Contact other machines'
complete -c interleave-cli -n '__interleave_cli_in run' -l log -d 'Print what the tasks print, as it happens'
complete -c interleave-cli -n '__interleave_cli_in run' -l results -d 'Print what the tasks returned'
complete -c interleave-cli -n '__interleave_cli_in run' -s o -l output -r -d 'Save the trace'
complete -c interleave-cli -n '__interleave_cli_in race sweep' -s o -l output -x -a '(__fish_complete_directories)' -d 'Save the traces in this folder'
complete -c interleave-cli -n '__interleave_cli_in sweep' -l over -x -d 'What to vary, like workers=1..16'
complete -c interleave-cli -n '__interleave_cli_in stat' -l chart -d 'Draw the timeline above it, in letters'
complete -c interleave-cli -n '__interleave_cli_in dump' -l texts -d 'Print what was said instead'

complete -c interleave-cli -n '__interleave_cli_in render latency' -s o -l output -r -d 'The picture: .png, .svg or .pdf'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l size -x -d 'Width and height, like 1600x900'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l scale -x -a '1 2 3 4 5 6 7 8' -d 'Pixels a unit of a PNG'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l theme -x -a 'light dark print contrast contrast-dark' -d 'Its colours'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l lang -x -d 'The language of the text'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l title -x -d 'The title'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l font -x -d 'The family of the font'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l text -d 'In SVG, text as text instead of shapes'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l from -x -d 'Where the axis begins'
complete -c interleave-cli -n '__interleave_cli_in render latency' -l to -x -d 'Where the axis ends'
complete -c interleave-cli -n '__interleave_cli_in render' -s c -l chart -x -a '(__interleave_cli_charts)' -d 'Which chart'
complete -c interleave-cli -n '__interleave_cli_in render' -l at -x -d 'The instant that loop and threads show'
complete -c interleave-cli -n '__interleave_cli_in render' -l tasks -d 'A lane for each task'
complete -c interleave-cli -n '__interleave_cli_in render' -l workers -d 'A lane for each worker'
complete -c interleave-cli -n '__interleave_cli_in render' -l lanes -x -d 'Only these lanes, like 1-4,9'
complete -c interleave-cli -n '__interleave_cli_in render' -l critical -d 'Show the path that set the end'

complete -c interleave-cli -n '__interleave_cli_in latency' -l measure -d 'Measure this machine'
complete -c interleave-cli -n '__interleave_cli_in latency' -l careful -d 'Measure longer, with more repetitions'
complete -c interleave-cli -n '__interleave_cli_in latency' -l edition -x -k -a '(__interleave_cli_editions; __fish_complete_suffix .json)' -d 'Show this edition'
complete -c interleave-cli -n '__interleave_cli_in latency' -l import -x -k -a '(__interleave_cli_kept; __fish_complete_suffix .json)' -d 'Show this measurement'
complete -c interleave-cli -n '__interleave_cli_in latency' -l analogy -x -a 'instructions seconds metres light' -d 'What a latency is compared with'
complete -c interleave-cli -n '__interleave_cli_in latency' -l rate -x -d 'Instructions in a nanosecond'
complete -c interleave-cli -n '__interleave_cli_in latency' -l span -x -d 'Say how many of each row fit into this time'
complete -c interleave-cli -n '__interleave_cli_in latency' -l folder -x -a '(__fish_complete_directories)' -d 'Measure files in this folder'
complete -c interleave-cli -n '__interleave_cli_in latency' -l remote -x -a '(__fish_print_hostnames)' -d 'Measure the way to this host, too'
complete -c interleave-cli -n '__interleave_cli_in latency' -l list -d 'List editions and measurements'
